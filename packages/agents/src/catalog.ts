import type { BuiltInAgentId } from "@signalbox/shared";

/** What a person is told about an agent that Signalbox knows but has no adapter for in this release. */
interface KnownAgent {
  name: string;
  description: string;
  /** A command that a person can define as an agent of their own today, and the protocol it speaks. */
  substitute: { protocol: "acp" | "command"; command: string };
}

export const knownAgents: Record<Exclude<BuiltInAgentId, "demo">, KnownAgent> = {
  claude: {
    name: "Claude Code",
    description: "Anthropic's coding agent.",
    substitute: { protocol: "command", command: "claude -p --dangerously-skip-permissions" },
  },
  codex: {
    name: "Codex",
    description: "OpenAI's coding agent.",
    substitute: {
      protocol: "command",
      command: "codex exec --dangerously-bypass-approvals-and-sandbox --skip-git-repo-check",
    },
  },
  gemini: {
    name: "Gemini CLI",
    description: "Google's coding agent.",
    substitute: { protocol: "acp", command: "gemini --acp --yolo --skip-trust" },
  },
  opencode: {
    name: "OpenCode",
    description: "The open coding agent for many models.",
    substitute: { protocol: "acp", command: "opencode acp" },
  },
  pi: {
    name: "pi",
    description: "A small coding agent for many models.",
    substitute: { protocol: "command", command: "pi -p" },
  },
};

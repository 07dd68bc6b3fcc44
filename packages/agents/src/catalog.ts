import type { BuiltInAgentId } from "@signalbox/shared";

/** What a person is told about an agent that Signalbox knows but has no adapter for in this release. */
interface KnownAgent {
  name: string;
  description: string;
}

export const knownAgents: Record<Exclude<BuiltInAgentId, "demo">, KnownAgent> = {
  claude: { name: "Claude Code", description: "Anthropic's coding agent." },
  codex: { name: "Codex", description: "OpenAI's coding agent." },
  gemini: { name: "Gemini CLI", description: "Google's coding agent." },
  opencode: { name: "OpenCode", description: "The open coding agent for many models." },
  pi: { name: "pi", description: "A small coding agent for many models." },
};

import type { AcpAgent, AgentProgram, NativeAgent } from "@signalbox/agent-kit";
import { claudeAgent } from "../../native/claude/index.ts";
import { codexAgent } from "../../native/codex/index.ts";
import { geminiAgent } from "../../native/gemini/index.ts";

/** The agents that have a stream of their own, over the Agent Client Protocol: for who prefers that. */
export const claudeOverAcp: AcpAgent = {
  ...whatIsKnownOf(claudeAgent),
  command: ["claude-agent-acp"],
  bridge: { program: bridge("claude-agent-acp", "0.101.0"), variable: "CLAUDE_CODE_EXECUTABLE" },
  // Its adapter pays for a guess at what a person would say next.
  env: { ...claudeAgent.env, CLAUDE_CODE_ENABLE_PROMPT_SUGGESTION: "false" },
  mode: "bypassPermissions",
  inSession: ["effort"],
  // The session knows only the short names.
  chosen: ({ model }) => (model === null ? {} : { env: { ANTHROPIC_MODEL: model } }),
};

export const codexOverAcp: AcpAgent = {
  ...whatIsKnownOf(codexAgent),
  command: ["codex-acp"],
  bridge: { program: bridge("codex-acp", "2.6.0"), variable: "CODEX_PATH" },
  env: {
    INITIAL_AGENT_MODE: "agent-full-access",
    NO_BROWSER: "1",
    CODEX_ACP_PROMPT_SUGGESTIONS: "false",
  },
  // The session knows only the models of its maker.
  chosen: ({ model, effort }) => {
    const config = {
      ...(model === null ? {} : { model }),
      ...(effort === null ? {} : { model_reasoning_effort: effort }),
    };
    return model === null && effort === null
      ? {}
      : { env: { CODEX_CONFIG: JSON.stringify(config) } };
  },
};

export const geminiOverAcp: AcpAgent = {
  ...whatIsKnownOf(geminiAgent),
  command: ["gemini", "--acp", "--skip-trust"],
  mode: "yolo",
  chosen: ({ model }) => (model === null ? {} : { args: ["--model", model] }),
};

function whatIsKnownOf(agent: NativeAgent) {
  const { id, name, description, program, efforts, cost, env } = agent;
  return { id, name, description, program, efforts, cost, env };
}

/** A program between an agent and us; whether it is logged in is a matter of the agent. */
function bridge(name: string, minVersion: string): AgentProgram {
  const login = { env: [], files: [], maybe: ["/"], help: [] };
  return { name, npmPackage: `@agentclientprotocol/${name}`, minVersion, login };
}

import { join } from "node:path";
import { writeConfig, type AgentSetup } from "./setup.ts";

export const claude: AgentSetup = {
  name: "claude",
  agent: "claude",
  programs: ["claude"],
  loginVariables: ["ANTHROPIC_API_KEY"],
  hearsGuidance: true,
  // Claude Code knows the prices of its models by itself: those of claude-sonnet-4-5.
  prices: { inputUsd: 3, cachedInputUsd: 0.3, cacheWriteUsd: 3.75, outputUsd: 15 },
  async prepare(home, modelUrl) {
    const configFolder = join(home, "claude");
    await writeConfig(join(configFolder, ".claude.json"), { hasCompletedOnboarding: true });
    return {
      ANTHROPIC_BASE_URL: modelUrl,
      ANTHROPIC_API_KEY: "sk-ant-scripted-0000000000000000",
      ANTHROPIC_MODEL: "claude-sonnet-4-5",
      CLAUDE_CONFIG_DIR: configFolder,
    };
  },
};

export const claudeOverAcp: AgentSetup = {
  ...claude,
  name: "claude over ACP",
  hearsGuidance: false,
  hidesWords: true,
  options: { driving: "acp" },
  auxiliaryMayBeLate: true,
  programs: ["claude", "claude-agent-acp"],
};

import { join } from "node:path";
import { modelName, writeConfig, type AgentSetup } from "./setup.ts";

export const codex: AgentSetup = {
  name: "codex",
  agent: "codex",
  programs: ["codex"],
  loginVariables: ["SCRIPTED_API_KEY"],
  hidesWords: true,
  // Codex does not say which model it asks: the estimate of its costs goes by the person's choice.
  options: { model: modelName },
  prices: null,
  async prepare(home, modelUrl) {
    const configFolder = join(home, "codex");
    await writeConfig(join(configFolder, "config.toml"), config(modelUrl));
    return { CODEX_HOME: configFolder, SCRIPTED_API_KEY: "sk-scripted" };
  },
};

export const codexOverAcp: AgentSetup = {
  ...codex,
  name: "codex over ACP",
  options: { ...codex.options, driving: "acp" },
  programs: ["codex", "codex-acp"],
};

function config(modelUrl: string): string {
  return `model_provider = "scripted"
check_for_update_on_startup = false

[model_providers.scripted]
name = "scripted"
base_url = "${modelUrl}/v1"
env_key = "SCRIPTED_API_KEY"
wire_api = "responses"

[analytics]
enabled = false
`;
}

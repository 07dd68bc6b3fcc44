import { join } from "node:path";
import { modelName, writeConfig, type AgentSetup, type Prices } from "./setup.ts";

const prices: Prices = { inputUsd: 2, cachedInputUsd: 0.2, cacheWriteUsd: 2, outputUsd: 8 };

export const opencode: AgentSetup = {
  name: "opencode",
  agent: "opencode",
  programs: ["opencode"],
  prices,
  async prepare(home, modelUrl) {
    const configFile = join(home, "opencode.json");
    const cost = {
      input: prices.inputUsd,
      output: prices.outputUsd,
      cache_read: prices.cachedInputUsd,
    };
    await writeConfig(configFile, {
      $schema: "https://opencode.ai/config.json",
      model: `scripted/${modelName}`,
      small_model: `scripted/${modelName}`,
      share: "disabled",
      provider: {
        scripted: {
          npm: "@ai-sdk/openai-compatible",
          name: "scripted",
          options: { baseURL: `${modelUrl}/v1`, apiKey: "scripted" },
          models: {
            [modelName]: {
              name: modelName,
              tool_call: true,
              cost,
              limit: { context: 200_000, output: 32_000 },
            },
          },
        },
      },
    });
    return {
      OPENCODE_CONFIG: configFile,
      OPENCODE_DISABLE_DEFAULT_PLUGINS: "1",
      XDG_CONFIG_HOME: join(home, "config"),
      XDG_DATA_HOME: join(home, "data"),
      XDG_CACHE_HOME: join(home, "cache"),
      XDG_STATE_HOME: join(home, "state"),
    };
  },
};

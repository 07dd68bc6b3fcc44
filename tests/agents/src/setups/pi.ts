import { join } from "node:path";
import { modelName, writeConfig, type AgentSetup, type Prices } from "./setup.ts";

const prices: Prices = { inputUsd: 2, cachedInputUsd: 0.2, cacheWriteUsd: 2, outputUsd: 8 };

export const pi: AgentSetup = {
  name: "pi",
  agent: "pi",
  programs: ["pi"],
  prices,
  async prepare(home, modelUrl) {
    const folder = join(home, "pi");
    await writeConfig(join(folder, "models.json"), {
      providers: {
        scripted: {
          baseUrl: `${modelUrl}/v1`,
          api: "openai-completions",
          apiKey: "scripted",
          models: [
            {
              id: modelName,
              name: modelName,
              reasoning: false,
              input: ["text"],
              contextWindow: 200_000,
              maxTokens: 100_000,
              cost: {
                input: prices.inputUsd,
                output: prices.outputUsd,
                cacheRead: prices.cachedInputUsd,
                cacheWrite: prices.cacheWriteUsd,
              },
            },
          ],
        },
      },
    });
    await writeConfig(join(folder, "settings.json"), {
      defaultProvider: "scripted",
      defaultModel: modelName,
    });
    return { PI_CODING_AGENT_DIR: folder };
  },
};

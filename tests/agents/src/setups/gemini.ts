import { join } from "node:path";
import { modelName, writeConfig, type AgentSetup } from "./setup.ts";

export const gemini: AgentSetup = {
  name: "gemini",
  agent: "gemini",
  programs: ["gemini"],
  loginVariables: ["GEMINI_API_KEY"],
  prices: null,
  losesUnreadOutput: true,
  async prepare(home, modelUrl) {
    await writeConfig(join(home, ".gemini", "settings.json"), {
      security: { auth: { selectedType: "gemini-api-key" } },
      general: { enableAutoUpdate: false, enableAutoUpdateNotification: false },
      privacy: { usageStatisticsEnabled: false },
      telemetry: { enabled: false },
      model: { name: modelName },
    });
    return { GOOGLE_GEMINI_BASE_URL: modelUrl, GEMINI_API_KEY: "scripted-key" };
  },
};

import { lingui } from "@lingui/vite-plugin";
import { mergeConfig } from "vitest/config";
import { testConfig } from "../../vitest.shared.ts";
import { linguiMacros } from "./lingui-macro.ts";

export default mergeConfig(testConfig(), {
  plugins: [linguiMacros(), lingui({ cwd: import.meta.dirname })],
  test: { setupFiles: ["src/testing/english.ts"] },
});

import { formatter } from "@lingui/format-po";
import { defineConfig } from "@lingui/conf";

/** All words of the page in one catalog a language. English stands in the code; `pnpm messages` collects it. */
export default defineConfig({
  sourceLocale: "en",
  locales: ["en", "zh"],
  catalogs: [{ path: "<rootDir>/src/locales/{locale}", include: ["src"] }],
  // Where a message stands in its file changes with every line above it.
  format: formatter({ lineNumbers: false }),
});

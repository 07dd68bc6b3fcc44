import { defineConfig } from "@playwright/test";
import shared from "./playwright.config.ts";

/** Makes the pictures of the documentation again: `pnpm pictures` in this folder, after a build. */
export default defineConfig({ ...shared, testDir: "pictures", reporter: "list" });

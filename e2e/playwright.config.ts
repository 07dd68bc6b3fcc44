import { defineConfig } from "@playwright/test";
import { findChromium } from "./scripts/ensure-chromium.mjs";

const isRoot = process.getuid?.() === 0;

/** Chromium's sandbox needs an ordinary user; the rest keeps a browser under test from calling home. */
const chromiumArgs = [
  ...(isRoot ? ["--no-sandbox"] : []),
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  projects: [
    { name: "browser", testDir: "src" },
    // Makes the pictures of the documentation again: `npm run pictures` in this folder, after a build.
    { name: "pictures", testDir: "pictures" },
  ],
  outputDir: "reports/traces",
  // One browser and one server with its runner already fill two cores.
  workers: 1,
  // A test that passes at the second try is a defect: of the test or of the product.
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  // When a test counts as hanging: each takes seconds alone, and another's build on the same two cores is no failure.
  timeout: 180_000,
  metadata: { takesPictures: process.env.SIGNALBOX_PICTURES !== undefined },
  expect: { timeout: 30_000 },
  reporter: [["list"], ["json", { outputFile: "reports/e2e.json" }]],
  use: {
    browserName: "chromium",
    headless: true,
    viewport: { width: 1280, height: 800 },
    locale: "en-US",
    trace: "retain-on-failure",
    launchOptions: { executablePath: findChromium(), args: chromiumArgs },
  },
});

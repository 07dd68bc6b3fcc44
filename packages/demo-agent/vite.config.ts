import { defineConfig } from "vite";

/** Bundles the demo agent into one file that runs on plain Node, wherever it is started from. */
export default defineConfig({
  ssr: { noExternal: true },
  build: {
    ssr: "src/main.ts",
    target: "node20",
    outDir: "dist",
    minify: false,
    rolldownOptions: {
      output: { entryFileNames: "demo-agent.js", codeSplitting: false },
    },
  },
});

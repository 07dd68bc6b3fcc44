import { defineConfig } from "vite";

/** The runner as one file with everything in it: it starts fast, and an update of the packages cannot change a running run. */
export default defineConfig({
  build: {
    ssr: "src/main.ts",
    outDir: "dist",
    target: "node20.19",
    minify: false,
    rolldownOptions: { output: { entryFileNames: "main.js", codeSplitting: false } },
  },
  ssr: { noExternal: true },
});

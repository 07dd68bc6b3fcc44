import { defineConfig } from "vite";
import manifest from "./package.json" with { type: "json" };

/** What stays a package at run time: this package's own dependencies, found in its node_modules. */
const external = Object.keys(manifest.dependencies).filter(
  (name) => !name.startsWith("@signalbox/"),
);

/** The server and the terminal demo, each as one program with the workspace's packages in it. */
export default defineConfig({
  build: {
    ssr: true,
    outDir: "dist",
    target: "node20.19",
    minify: false,
    rolldownOptions: {
      input: { main: "src/main.ts", demo: "src/demo.ts" },
      // Flat, like the source: what is found relative to the code is found from the build too.
      output: { chunkFileNames: "[name].js" },
    },
  },
  ssr: { noExternal: true, external },
});

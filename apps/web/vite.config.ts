import { lingui } from "@lingui/vite-plugin";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { firstChunks, firstLoad } from "./first-load.ts";
import { linguiMacros } from "./lingui-macro.ts";

// The api serves `dist` from its own origin; it alone decides on ports, hosts and headers.
export default defineConfig({
  plugins: [
    linguiMacros(),
    react(),
    lingui({ cwd: import.meta.dirname }),
    tailwindcss(),
    firstLoad(),
  ],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    sourcemap: false,
    target: "es2023",
    // The preload helper is an inline script in old browsers only; the content security policy forbids those anyway.
    modulePreload: { polyfill: false },
    // Fonts and pictures stay files, so that `font-src 'self'` is enough.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: firstChunks(import.meta.dirname) }],
          includeDependenciesRecursively: false,
        },
      },
    },
  },
});

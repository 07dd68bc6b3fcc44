import process from "node:process";
import { defineConfig } from "prisma/config";

// `prisma generate` needs no schema engine binary, yet the CLI downloads one unless this names a program that is there.
// It must be set before defineConfig. Migrations run in WebAssembly (src/schema-engine.ts), not through this CLI.
process.env["PRISMA_SCHEMA_ENGINE_BINARY"] ??= process.execPath;

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
});

import { describe, expect, it } from "vitest";
import { checkManifest, importDirection, sharedImportsZodOnly } from "./rooms.ts";
import { sourceFile } from "./tree.ts";

const direction = (path: string, text: string) =>
  importDirection(sourceFile(path, text)).map(({ line, message }) => `${line}: ${message}`);

describe("importDirection", () => {
  it("lets imports run along shared ← host ← agents ← orchestrators ← runner ← api", () => {
    const text = `
      import { DomainError } from "@signalbox/shared";
      import { spawnProcess } from "@signalbox/host/process";
      import { drivers } from "@signalbox/orchestrators";
      import { openDatabase } from "@signalbox/db";
      import { other } from "./other.ts";`;
    expect(direction("apps/api/src/main.ts", text)).toEqual([]);
  });

  it.each([
    ["packages/shared/src/a.ts", "@signalbox/host/process"],
    ["packages/host/src/a.ts", "@signalbox/agents"],
    ["packages/agents/src/a.ts", "@signalbox/orchestrators"],
    ["packages/orchestrators/src/a.ts", "@signalbox/runner"],
    ["packages/runner/src/a.ts", "@signalbox/db"],
    ["packages/db/src/a.ts", "@signalbox/api/router"],
    ["apps/web/src/a.tsx", "@signalbox/host/process"],
  ])("refuses that %s imports %s", (path, specifier) => {
    expect(direction(path, `import { x } from "${specifier}";`)).toHaveLength(1);
    expect(direction(path, `import type { x } from "${specifier}";`)).toHaveLength(1);
    expect(direction(path, `export * from "${specifier}";`)).toHaveLength(1);
    expect(direction(path, `export { x } from "${specifier}";`)).toHaveLength(1);
    expect(direction(path, `const x = await import("${specifier}");`)).toHaveLength(1);
    expect(direction(path, `type X = import("${specifier}").X;`)).toHaveLength(1);
  });

  it("lets the tests of a client start a real server, and nothing else do so", () => {
    const text = `import { createTestApi } from "@signalbox/api/testing";`;
    expect(direction("docs/examples/a.integration.test.ts", text)).toEqual([]);
    expect(direction("docs/examples/a.ts", text)).toEqual([
      "1: @signalbox/examples must not import @signalbox/api/testing",
    ]);
  });

  it("lets a client import the router's type, and nothing else of the server", () => {
    const path = "apps/web/src/lib/trpc.ts";
    expect(direction(path, `import type { AppRouter } from "@signalbox/api/router";`)).toEqual([]);
    expect(direction(path, `import { type AppRouter } from "@signalbox/api/router";`)).toEqual([]);
    expect(direction(path, `import { appRouter } from "@signalbox/api/router";`)).toEqual([
      "1: @signalbox/api/router may be imported as a type only (import type)",
    ]);
    expect(direction(path, `import type { X } from "@signalbox/api/services";`)).toHaveLength(1);
  });

  it("refuses a relative import that climbs out of its package", () => {
    expect(
      direction("apps/web/src/a.ts", `import type { X } from "../../api/src/trpc/router.ts";`),
    ).toEqual(["1: ../../api/src/trpc/router.ts climbs out of @signalbox/web"]);
    expect(direction("apps/web/src/a.ts", `import "../../../vitest.shared.ts";`)).toHaveLength(1);
    expect(direction("apps/web/vitest.config.ts", `import "../../vitest.shared.ts";`)).toEqual([]);
  });
});

describe("sharedImportsZodOnly", () => {
  const check = (path: string, text: string) => sharedImportsZodOnly(sourceFile(path, text));

  it("refuses node's modules and packages, and allows zod and own files", () => {
    const path = "packages/shared/src/a.ts";
    expect(check(path, `import { z } from "zod"; import { a } from "./b.ts";`)).toEqual([]);
    expect(check(path, `import { join } from "node:path";`)).toHaveLength(1);
    expect(check(path, `import { join } from "path";`)).toHaveLength(1);
    expect(check(path, `import { v7 } from "uuid";`)).toHaveLength(1);
    expect(check("packages/shared/src/a.test.ts", `import { it } from "vitest";`)).toEqual([]);
  });
});

describe("checkManifest", () => {
  const path = "packages/host/package.json";
  const name = "@signalbox/host";

  it("allows the rooms below and catalog versions", () => {
    const dependencies = { "@signalbox/shared": "workspace:*", zod: "catalog:" };
    expect(checkManifest(path, { name, dependencies })).toEqual([]);
  });

  it("refuses a room above, also for development", () => {
    const devDependencies = { "@signalbox/runner": "workspace:*" };
    expect(checkManifest(path, { name, devDependencies })).toHaveLength(1);
  });

  it("refuses a version of its own", () => {
    expect(checkManifest(path, { name, dependencies: { zod: "^4.0.0" } })).toHaveLength(1);
  });

  it("refuses a package that is not in the table of rooms", () => {
    expect(checkManifest("packages/new/package.json", { name: "@signalbox/new" })).toHaveLength(1);
  });
});

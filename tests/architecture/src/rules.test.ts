import { describe, expect, it } from "vitest";
import {
  checkCatalog,
  checkLockFile,
  childProcessInOneRoom,
  environmentInMainPrograms,
  envImportedByMainPrograms,
  fileLength,
  kebabCaseFiles,
  namedExportsOnly,
  noKindComparisons,
  noModuleMocks,
  noSleepsInTests,
  noSynchronousCallsInServer,
  trpcErrorsInTrpcOnly,
} from "./rules.ts";
import { sourceFile, type Rule } from "./tree.ts";

/** The lines at which a rule is broken. */
function lines(rule: Rule, path: string, text: string): number[] {
  return rule(sourceFile(path, text)).map(({ line }) => line);
}

const service = "apps/api/src/domains/runs/runs-service.ts";
const aTest = "packages/db/src/open.integration.test.ts";

describe("childProcessInOneRoom", () => {
  const text = `import { spawn } from "node:child_process";`;

  it("refuses child_process outside the process room, under both of its names", () => {
    expect(lines(childProcessInOneRoom, service, text)).toEqual([1]);
    expect(lines(childProcessInOneRoom, service, `import("child_process")`)).toEqual([1]);
    expect(lines(childProcessInOneRoom, "packages/host/src/git/a.ts", text)).toEqual([1]);
  });

  it("allows it in the process room and in tests", () => {
    expect(lines(childProcessInOneRoom, "packages/host/src/process/spawn.ts", text)).toEqual([]);
    expect(lines(childProcessInOneRoom, aTest, text)).toEqual([]);
  });
});

describe("environmentInMainPrograms", () => {
  it.each([
    "const a = 1;\nuse(process.env.HOME);",
    "const a = 1;\nuse({ ...process.env });",
    'const a = 1;\nuse(process["env"]);',
    'const a = 1;\nimport { env } from "node:process";',
  ])("sees %j", (text) => {
    expect(lines(environmentInMainPrograms, service, text)).toEqual([2]);
    expect(lines(environmentInMainPrograms, "packages/runner/src/main.ts", text)).toEqual([]);
    expect(lines(environmentInMainPrograms, aTest, text)).toEqual([]);
  });

  it("is not confused by words in texts and by other members", () => {
    const text = `// process.env\nuse("process.env", options.env, process.pid);`;
    expect(lines(environmentInMainPrograms, service, text)).toEqual([]);
  });
});

describe("envImportedByMainPrograms", () => {
  const text = `import { readEnvironment } from "../../env.ts";`;

  it("refuses env.ts in a service and allows it in a main program", () => {
    expect(lines(envImportedByMainPrograms, service, text)).toEqual([1]);
    expect(lines(envImportedByMainPrograms, "apps/api/src/main.ts", text)).toEqual([]);
    expect(lines(envImportedByMainPrograms, "apps/api/src/demo.ts", text)).toEqual([]);
  });

  it("allows its types", () => {
    const types = `import type { Environment } from "../../env.ts";`;
    expect(lines(envImportedByMainPrograms, service, types)).toEqual([]);
  });
});

describe("noSynchronousCallsInServer", () => {
  it.each([`readFileSync("a");`, `fs.existsSync("a");`, `execSync("ls");`])("sees %s", (text) => {
    expect(lines(noSynchronousCallsInServer, service, text)).toEqual([1]);
    expect(lines(noSynchronousCallsInServer, "apps/api/src/main.ts", text)).toEqual([]);
    expect(lines(noSynchronousCallsInServer, "packages/runner/src/a.ts", text)).toEqual([]);
  });

  it("allows the asynchronous forms", () => {
    expect(lines(noSynchronousCallsInServer, service, `await readFile("a");`)).toEqual([]);
  });
});

describe("trpcErrorsInTrpcOnly", () => {
  const text = `import { TRPCError } from "@trpc/server";`;

  it("refuses TRPCError in a service and a router, and allows it in trpc/", () => {
    expect(lines(trpcErrorsInTrpcOnly, service, text)).toEqual([1]);
    const router = "apps/api/src/domains/runs/runs-router.ts";
    expect(lines(trpcErrorsInTrpcOnly, router, text)).toEqual([1]);
    expect(lines(trpcErrorsInTrpcOnly, "apps/api/src/trpc/error-mapper.ts", text)).toEqual([]);
    expect(lines(trpcErrorsInTrpcOnly, router, `import { tracked } from "@trpc/server";`)).toEqual(
      [],
    );
  });
});

describe("noKindComparisons", () => {
  it.each([
    `if (session.orchestrator === "ralph") {}`,
    `if ("gsd" !== kind) {}`,
    `switch (kind) { case "gastown": break; }`,
    `const isClaude = agent.id == "claude";`,
  ])("sees %s", (text) => {
    expect(lines(noKindComparisons, service, text)).toEqual([1]);
    expect(lines(noKindComparisons, "packages/orchestrators/src/registry.ts", text)).toEqual([]);
    expect(lines(noKindComparisons, aTest, text)).toEqual([]);
  });

  it("allows other texts, and kinds that are not compared", () => {
    const text = `if (run.status === "running") { use("ralph"); }`;
    expect(lines(noKindComparisons, service, text)).toEqual([]);
  });
});

describe("fileLength", () => {
  it("allows 400 lines and refuses 401", () => {
    expect(lines(fileLength, service, "use();\n".repeat(400))).toEqual([]);
    expect(lines(fileLength, service, "use();\n".repeat(401))).toEqual([400]);
  });
});

describe("noSleepsInTests", () => {
  it.each([
    `await sleep(10);`,
    `await delay(10);`,
    `await new Promise((resolve) => setTimeout(resolve, 10));`,
    `await page.waitForTimeout(10);`,
    `import { setTimeout as pause } from "node:timers/promises";`,
  ])("sees %s", (text) => {
    expect(lines(noSleepsInTests, aTest, text)).toEqual([1]);
    expect(lines(noSleepsInTests, service, text)).toEqual([]);
  });

  it("allows time limits", () => {
    const text = `const timer = setTimeout(() => { child.kill(); }, 10);`;
    expect(lines(noSleepsInTests, aTest, text)).toEqual([]);
  });
});

describe("noModuleMocks", () => {
  it("sees module mocks and allows spies on values that a test passes in", () => {
    expect(lines(noModuleMocks, aTest, `vi.mock("./a.ts");`)).toEqual([1]);
    expect(lines(noModuleMocks, aTest, `vi.doMock("./a.ts");`)).toEqual([1]);
    expect(lines(noModuleMocks, aTest, `const onLine = vi.fn();`)).toEqual([]);
  });
});

describe("namedExportsOnly", () => {
  it("sees a default export and allows it in a tool's configuration", () => {
    expect(lines(namedExportsOnly, service, "export default {};")).toEqual([1]);
    expect(lines(namedExportsOnly, "apps/api/vite.config.ts", "export default {};")).toEqual([]);
    expect(lines(namedExportsOnly, service, "export const a = 1;")).toEqual([]);
  });
});

describe("kebabCaseFiles", () => {
  it.each([
    ["runs-service.ts", true],
    ["a.integration.test.ts", true],
    ["RunsService.ts", false],
    ["runs_service.ts", false],
    ["runsService.ts", false],
  ])("%s: %s", (name, allowed) => {
    expect(lines(kebabCaseFiles, `apps/api/src/${name}`, "").length === 0).toBe(allowed);
  });
});

describe("checkCatalog", () => {
  it.each(["^1.2.3", "~1.2.3", "1.2", "latest", "1.x"])("refuses %s", (version) => {
    const text = `packages:\n  - a\n\ncatalog:\n  # why\n  zod: 4.6.7\n\n  x: ${version}\n`;
    expect(checkCatalog("w", text).map(({ line }) => line)).toEqual([8]);
  });

  it("allows exact versions and pre-releases, and looks at nothing after the catalog", () => {
    const text = `catalog:\n  "@a/b": 7.10.0-4.0edf\n  c: 1.0.0\nother:\n  d: ^1.0.0\n`;
    expect(checkCatalog("w", text)).toEqual([]);
  });

  it("refuses a file without a catalog", () => {
    expect(checkCatalog("w", "packages:\n  - a\n")).toHaveLength(1);
  });
});

describe("checkLockFile", () => {
  it("sees addresses and local paths", () => {
    const text = [
      "  zod@4.6.7:",
      "    resolution: {integrity: sha512-x, tarball: http://mirror/zod.tgz}",
      "  a@1.0.0:",
      "    resolution: {directory: x, type: directory}",
      "    version: file:../a",
    ].join("\n");
    expect(checkLockFile("l", text).map(({ line }) => line)).toEqual([2, 5]);
  });

  it("allows checksums, and a package's own words about its age", () => {
    const text = "resolution: {integrity: sha512-x}\n    deprecated: see https://example.org\n";
    expect(checkLockFile("l", text)).toEqual([]);
  });
});

describe("the scanner", () => {
  it("refuses a file that it cannot read, so that it does not pass", () => {
    expect(() => sourceFile(service, "import {")).toThrow(service);
  });
});

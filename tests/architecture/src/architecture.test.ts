import { execFileSync } from "node:child_process";
import { beforeAll, describe, expect, it } from "vitest";
import { checkManifest, importDirection, rooms, sharedImportsZodOnly } from "./rooms.ts";
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
import {
  listFiles,
  projectRoot,
  readSources,
  readText,
  type Rule,
  type SourceFile,
} from "./tree.ts";
import { wordsInCatalog } from "./words.ts";

/** The real agents that tests drive: too large for the workspace, so they are installed on demand, on their own. */
const agentPrograms = "tests/agents/programs/";

const rules: [string, Rule][] = [
  ["imports run one way and stay inside their package", importDirection],
  ["packages/shared imports zod only", sharedImportsZodOnly],
  ["processes are started in packages/host/src/process only", childProcessInOneRoom],
  ["only main programs read the environment", environmentInMainPrograms],
  ["only main programs import env.ts", envImportedByMainPrograms],
  ["the server makes no synchronous calls", noSynchronousCallsInServer],
  ["TRPCError stays in trpc/", trpcErrorsInTrpcOnly],
  ["no kind is compared outside the registries", noKindComparisons],
  ["no file is longer than 400 lines", fileLength],
  ["no test sleeps", noSleepsInTests],
  ["no test mocks a module", noModuleMocks],
  ["every word of the page is a message of the catalog", wordsInCatalog],
  ["modules have named exports", namedExportsOnly],
  ["files are named in kebab-case", kebabCaseFiles],
];

describe("the house", () => {
  let sources: SourceFile[] = [];
  let files: string[] = [];

  beforeAll(async () => {
    files = await listFiles();
    sources = await readSources();
  });

  it("is seen whole: every room has source files", () => {
    for (const { folder } of Object.values(rooms)) {
      expect(
        sources.some(({ path }) => path.startsWith(`${folder}/`)),
        folder,
      ).toBe(true);
    }
  });

  it.each(rules)("keeps the rule: %s", (_name, rule) => {
    expect(sources.flatMap(rule)).toEqual([]);
  });

  it("keeps the rule: packages depend only on the rooms they may use, with versions from the catalog", async () => {
    const manifests = files.filter(
      (path) => /(^|\/)package\.json$/.test(path) && !path.startsWith(agentPrograms),
    );
    expect(manifests.length).toBeGreaterThan(Object.keys(rooms).length);
    for (const path of manifests) {
      expect(checkManifest(path, JSON.parse(await readText(path)))).toEqual([]);
    }
  });

  it("keeps the rule: the catalog has exact versions", async () => {
    expect(checkCatalog("pnpm-workspace.yaml", await readText("pnpm-workspace.yaml"))).toEqual([]);
  });

  it("keeps the rule: nothing that tools make is under version control", () => {
    const tracked = execFileSync("git", ["ls-files", "-ci", "--exclude-standard"], {
      cwd: projectRoot,
      encoding: "utf8",
    });
    expect(tracked).toBe("");
  });

  it("keeps the rule: the real agents of the tests have exact versions and are no part of the workspace", async () => {
    const manifest = JSON.parse(await readText(`${agentPrograms}package.json`));
    expect(manifest.private).toBe(true);
    expect(manifest).not.toHaveProperty("dependencies");
    for (const version of Object.values(manifest.devDependencies)) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    }
    expect(await readText("pnpm-lock.yaml")).not.toContain(agentPrograms.slice(0, -1));
  });

  it.each(["pnpm-lock.yaml", `${agentPrograms}pnpm-lock.yaml`])(
    "keeps the rule: %s has no addresses",
    async (path) => {
      expect(checkLockFile(path, await readText(path))).toEqual([]);
    },
  );
});

import { posix } from "node:path";
import { isProduct, isTest, type Rule, type SourceFile, type Violation } from "./tree.ts";

interface Room {
  folder: string;
  /** Workspace packages it may import. */
  imports: readonly string[];
  /** Modules it may import as a type only. */
  importsTypesOf: readonly string[];
  /** Workspace packages whose built program it runs: named in package.json so that they are built first, never imported. */
  runs: readonly string[];
}

/** The router's type is all that a client may take from the server. */
const routerType = "@signalbox/api/router";

/** A real server for tests; product code has no business with it. */
const testServer = "@signalbox/api/testing";

const library = (folder: string, imports: readonly string[]): Room => ({
  folder,
  imports,
  importsTypesOf: [],
  runs: [],
});
const client = (folder: string, imports: readonly string[], runs: readonly string[]): Room => ({
  folder,
  imports,
  importsTypesOf: [routerType],
  runs,
});

/** Every package of the workspace. Imports run one way: shared ← host ← agent-kit, demo-agent ← agents ← orchestrators ← runner ← api, db ← api. */
export const rooms: Readonly<Record<string, Room>> = {
  "@signalbox/shared": library("packages/shared", []),
  "@signalbox/host": library("packages/host", ["@signalbox/shared"]),
  "@signalbox/demo-agent": library("packages/demo-agent", ["@signalbox/host"]),
  "@signalbox/agent-kit": library("packages/agent-kit", ["@signalbox/shared", "@signalbox/host"]),
  "@signalbox/agents": library("packages/agents", [
    "@signalbox/shared",
    "@signalbox/host",
    "@signalbox/agent-kit",
    "@signalbox/demo-agent",
  ]),
  "@signalbox/orchestrators": library("packages/orchestrators", [
    "@signalbox/shared",
    "@signalbox/host",
    "@signalbox/agents",
  ]),
  "@signalbox/runner": library("packages/runner", [
    "@signalbox/shared",
    "@signalbox/host",
    "@signalbox/demo-agent",
    "@signalbox/agents",
    "@signalbox/orchestrators",
  ]),
  "@signalbox/db": library("packages/db", []),
  "@signalbox/api": library("apps/api", [
    "@signalbox/shared",
    "@signalbox/host",
    "@signalbox/demo-agent",
    "@signalbox/agents",
    "@signalbox/orchestrators",
    "@signalbox/runner",
    "@signalbox/db",
  ]),
  "@signalbox/web": client("apps/web", ["@signalbox/shared"], []),
  "@signalbox/e2e": client(
    "e2e",
    // Its git servers for tests.
    ["@signalbox/shared", "@signalbox/host"],
    ["@signalbox/api", "@signalbox/web"],
  ),
  "@signalbox/examples": client("docs/examples", ["@signalbox/shared"], ["@signalbox/api"]),
  "@signalbox/bench": client(
    "bench",
    ["@signalbox/shared", "@signalbox/db", "@signalbox/runner"],
    ["@signalbox/api", "@signalbox/agents"],
  ),
  "@signalbox/chaos": client(
    "tests/chaos",
    ["@signalbox/shared", "@signalbox/runner"],
    ["@signalbox/api"],
  ),
  "@signalbox/real-agents": library("tests/agents", [
    "@signalbox/shared",
    "@signalbox/host",
    "@signalbox/runner",
  ]),
  "@signalbox/architecture": library("tests/architecture", []),
  "@signalbox/tooling": library("tests/tooling", []),
};

/** The name of the package that a file belongs to; undefined for files of the project's root. */
function packageOf(path: string): string | undefined {
  return Object.keys(rooms).find((name) => path.startsWith(`${rooms[name]?.folder}/`));
}

/** Tests and measurements are of a real server. */
function mayStartServers(path: string): boolean {
  return isTest(path) || path.startsWith("bench/");
}

/** No import runs against the order of the rooms, and none climbs out of its own package. */
export const importDirection: Rule = (file) => {
  const owner = packageOf(file.path);
  const room = owner === undefined ? undefined : rooms[owner];
  if (owner === undefined || room === undefined) {
    return [];
  }
  return file.facts.imports.flatMap((found): Violation[] => {
    const broken = (message: string) => [{ path: file.path, line: found.line, message }];
    if (found.specifier.startsWith(".")) {
      return staysInside(file, found.specifier, room.folder)
        ? []
        : broken(`${found.specifier} climbs out of ${owner}`);
    }
    const target = /^@signalbox\/[^/]+/.exec(found.specifier)?.[0];
    if (target === undefined || target === owner || room.imports.includes(target)) {
      return [];
    }
    if (
      found.specifier === testServer &&
      mayStartServers(file.path) &&
      room.runs.includes(target)
    ) {
      return [];
    }
    if (room.importsTypesOf.includes(found.specifier)) {
      return found.typeOnly
        ? []
        : broken(`${found.specifier} may be imported as a type only (import type)`);
    }
    return broken(`${owner} must not import ${found.specifier}`);
  });
};

/** What tooling may reach outside its package: the shared test settings, and the scripts that the tooling tests test. */
function staysInside(file: SourceFile, specifier: string, folder: string): boolean {
  const target = posix.join(posix.dirname(file.path), specifier);
  return (
    target.startsWith(`${folder}/`) ||
    (target === "vitest.shared.ts" && isTestConfig(file.path, folder)) ||
    (target.startsWith("scripts/lib/") && folder === "tests/tooling")
  );
}

/** `vitest.config.ts`, or that of a suite of its own: `vitest.<suite>.config.ts`. */
function isTestConfig(path: string, folder: string): boolean {
  return (
    posix.dirname(path) === folder && /^vitest\.(?:[a-z]+\.)?config\.ts$/.test(posix.basename(path))
  );
}

interface Manifest {
  name?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

/** A package.json names only the packages that its room may use, and takes every version from the catalog. */
export function checkManifest(path: string, manifest: Manifest): Violation[] {
  const broken = (message: string): Violation => ({ path, line: 1, message });
  const isRoot = path === "package.json";
  const room = rooms[manifest.name ?? ""];
  if (!isRoot && (room === undefined || path !== `${room.folder}/package.json`)) {
    return [broken(`${manifest.name} is not in the table of rooms`)];
  }
  const dependencies = Object.entries({
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.peerDependencies,
  });
  return dependencies.flatMap(([name, version]) => {
    if (!name.startsWith("@signalbox/")) {
      return version === "catalog:"
        ? []
        : [broken(`${name} must take its version from the catalog`)];
    }
    const allowed =
      room?.imports.includes(name) ||
      room?.runs.includes(name) ||
      room?.importsTypesOf.some((specifier) => specifier.startsWith(`${name}/`));
    return allowed ? [] : [broken(`${manifest.name} must not depend on ${name}`)];
  });
}

/** The contracts load in a browser: zod and the package's own files, nothing else. */
export const sharedImportsZodOnly: Rule = (file) => {
  if (!file.path.startsWith("packages/shared/") || !isProduct(file.path)) {
    return [];
  }
  return file.facts.imports
    .filter(({ specifier }) => specifier !== "zod" && !specifier.startsWith("."))
    .map(({ specifier, line }) => ({
      path: file.path,
      line,
      message: `packages/shared imports ${specifier}; only zod is allowed`,
    }));
};

import { basename } from "node:path";
import { isMainProgram, isProduct, isTest, isTooling, type Rule, type Violation } from "./tree.ts";

const processRoom = "packages/host/src/process/";

/** The only files of the product that read the environment: the main programs' own. */
const environmentReaders = new Set([
  "apps/api/src/env.ts",
  "packages/runner/src/main.ts",
  "packages/demo-agent/src/main.ts",
  // git needs the person's own PATH, HOME and ssh agent wherever it is called from, and nothing else is taken from there.
  "packages/host/src/git/environment.ts",
]);

/** Where kinds are listed: the registries and the catalogs that the contracts are made of. */
const kindCatalogs = new Set([
  "packages/shared/src/orchestrators.ts",
  "packages/shared/src/agents.ts",
  "packages/orchestrators/src/registry.ts",
  "packages/agents/src/registry.ts",
]);

const orchestratorKinds = ["ralph", "gsd", "gastown"];
const agentKinds = ["demo", "claude", "codex", "gemini", "opencode", "pi"];
const kinds = new Set([...orchestratorKinds, ...agentKinds]);

/** A file beyond this is two files. */
const maxLines = 400;

const moduleMocks = new Set(["mock", "doMock", "unstable_mockModule"]);

/** Processes are started in one place, which knows how to end them. */
export const childProcessInOneRoom: Rule = (file) => {
  if (!isProduct(file.path) || file.path.startsWith(processRoom)) {
    return [];
  }
  return file.facts.imports
    .filter(({ specifier }) => /^(node:)?child_process$/.test(specifier))
    .map(({ line }) => ({
      path: file.path,
      line,
      message: `child_process belongs to ${processRoom}; use @signalbox/host/process`,
    }));
};

/** Only main programs read the environment; everything else is told. */
export const environmentInMainPrograms: Rule = (file) => {
  if (!isProduct(file.path) || environmentReaders.has(file.path)) {
    return [];
  }
  const reads = file.facts.members.filter(({ name }) => name === "process.env");
  const imports = file.facts.imports.filter(
    ({ specifier, names }) => /^(node:)?process$/.test(specifier) && names.includes("env"),
  );
  return [...reads, ...imports].map(({ line }) => ({
    path: file.path,
    line,
    message: "process.env is read by main programs only; take the value as an argument",
  }));
};

/** A service that imported env.ts would read the environment by a back door. */
export const envImportedByMainPrograms: Rule = (file) => {
  if (!isProduct(file.path) || isMainProgram(file.path)) {
    return [];
  }
  return file.facts.imports
    .filter(({ specifier, typeOnly }) => !typeOnly && /(^|\/)env\.ts$/.test(specifier))
    .map(({ line }) => ({
      path: file.path,
      line,
      message: "env.ts is imported by main.ts and demo.ts only",
    }));
};

/** One synchronous call stops every session, subscription and request of the server. */
export const noSynchronousCallsInServer: Rule = (file) => {
  const isStartup = isMainProgram(file.path) || file.path === "apps/api/src/env.ts";
  if (!file.path.startsWith("apps/api/src/") || isTest(file.path) || isStartup) {
    return [];
  }
  return file.facts.calls
    .filter(({ name }) => name.endsWith("Sync"))
    .map(({ name, line }) => ({
      path: file.path,
      line,
      message: `${name} blocks the whole server; use the asynchronous form`,
    }));
};

/** Services throw DomainError; what that means on the wire is decided in trpc/. */
export const trpcErrorsInTrpcOnly: Rule = (file) => {
  if (!isProduct(file.path) || file.path.startsWith("apps/api/src/trpc/")) {
    return [];
  }
  return file.facts.imports
    .filter(({ specifier, names }) => specifier === "@trpc/server" && names.includes("TRPCError"))
    .map(({ line }) => ({
      path: file.path,
      line,
      message: "TRPCError belongs to apps/api/src/trpc/; throw DomainError",
    }));
};

/** A new orchestrator or agent is one folder and one line in its registry: nobody else asks which one it is. */
export const noKindComparisons: Rule = (file) => {
  if (!isProduct(file.path) || kindCatalogs.has(file.path)) {
    return [];
  }
  return file.facts.comparisons
    .filter(({ text }) => kinds.has(text))
    .map(({ text, line }) => ({
      path: file.path,
      line,
      message: `a comparison with the kind "${text}"; put the difference into its registry entry`,
    }));
};

export const fileLength: Rule = (file) => {
  const lines = file.text.trimEnd().split("\n").length;
  return lines <= maxLines
    ? []
    : [{ path: file.path, line: maxLines, message: `${lines} lines; the limit is ${maxLines}` }];
};

/** A test that sleeps is slow when it passes and flaky when it fails: wait on an event. */
export const noSleepsInTests: Rule = (file) => {
  if (!isTest(file.path)) {
    return [];
  }
  const message =
    "a sleep in a test; wait on the event itself (expect.poll, once, a line of output)";
  const timers = file.facts.imports.filter(
    ({ specifier, names }) =>
      /^(node:)?timers\/promises$/.test(specifier) && names.includes("setTimeout"),
  );
  const sleeps = file.facts.calls.filter(
    ({ name, firstArgumentName }) =>
      /^(sleep|delay|wait)$/.test(name) ||
      name.endsWith(".waitForTimeout") ||
      (name === "setTimeout" && firstArgumentName !== null),
  );
  return [...timers, ...sleeps].map(({ line }) => ({ path: file.path, line, message }));
};

/** Tests use the real thing. */
export const noModuleMocks: Rule = (file) =>
  file.facts.calls
    .filter(({ name }) => {
      const [object = "", method = ""] = name.split(".");
      return (object === "vi" || object === "jest") && moduleMocks.has(method);
    })
    .map(({ name, line }) => ({ path: file.path, line, message: `${name}: use the real module` }));

/** A default export has as many names as importers. Tool configurations must have one. */
export const namedExportsOnly: Rule = (file) =>
  file.facts.defaultExportLine === null || isTooling(file.path)
    ? []
    : [{ path: file.path, line: file.facts.defaultExportLine, message: "a default export" }];

export const kebabCaseFiles: Rule = (file) =>
  /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)+$/.test(basename(file.path))
    ? []
    : [{ path: file.path, line: 1, message: "file names are kebab-case" }];

/** A catalog entry is one exact version: a range would let two machines differ. `text` is pnpm-workspace.yaml. */
export function checkCatalog(path: string, text: string): Violation[] {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => line.trimEnd() === "catalog:");
  if (start === -1) {
    return [{ path, line: 1, message: "there is no catalog" }];
  }
  const violations: Violation[] = [];
  for (let index = start + 1; /^(\s|#|$)/.test(lines[index] ?? "end"); index += 1) {
    const entry = /^ {2}(\S+): +(\S+)/.exec(lines[index] ?? "");
    if (entry && !/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(entry[2] ?? "")) {
      violations.push({ path, line: index + 1, message: `${entry[1]} is not an exact version` });
    }
  }
  return violations;
}

/** The lock file names packages and checksums, never the machine or the mirror it was made with. */
export function checkLockFile(path: string, text: string): Violation[] {
  return text.split("\n").flatMap((content, index) => {
    const isLocal =
      /\btarball:|https?:\/\/|\bfile:(?! )/.test(content) && !content.includes("deprecated:");
    return isLocal ? [{ path, line: index + 1, message: `an address: ${content.trim()}` }] : [];
  });
}

import type { SuggestedCheck } from "@signalbox/shared";

/** What is looked at of a repository's top folder. */
export interface Folder {
  /** The names in it. */
  names: ReadonlySet<string>;
  /** The text of a file; null when it is not there, too large, or not of this repository. */
  text: (name: string) => Promise<string | null>;
  /** Whether a folder has files that look like Python tests. */
  hasPythonTests: (name: string) => Promise<boolean>;
}

type Finder = (folder: Folder) => Promise<SuggestedCheck[]>;

/** The scripts and targets that are checks, the likeliest first. Only these names, never a file's own words, get into a command. */
const checkNames = ["test", "check", "typecheck", "type-check", "lint", "build"];

/**
 * The checks that a folder's files speak for, the likeliest first, each name and command once: kinds of projects in this order, within
 * one the tests first.
 */
export async function checksOf(folder: Folder): Promise<SuggestedCheck[]> {
  const found: SuggestedCheck[] = [];
  for (const finder of finders) {
    for (const check of await finder(folder)) {
      if (found.some(({ command }) => command === check.command)) continue;
      const isTaken = found.some(({ name }) => name === check.name);
      found.push(isTaken ? { ...check, name: check.command } : check);
    }
  }
  return found;
}

const packageJson: Finder = async ({ names, text }) => {
  const source = "package.json";
  const manifest = parsed(await text(source));
  const scripts = recordOf(manifest?.scripts);
  if (manifest === null || scripts === null) return [];
  const manager = packageManagerOf(manifest.packageManager, names);
  return checkNames
    .filter((name) => isRealScript(scripts[name]))
    .map((name) => ({ name, command: scriptCommand(manager, name), source }));
};

/** What npm writes into a new package fails always. */
function isRealScript(script: unknown): boolean {
  return typeof script === "string" && script.trim() !== "" && !/no test specified/i.test(script);
}

const lockFiles = [
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
] as const;

function packageManagerOf(declared: unknown, names: ReadonlySet<string>): string {
  const [, name] = /^(npm|pnpm|yarn|bun)@/.exec(String(declared)) ?? [];
  return name ?? lockFiles.find(([file]) => names.has(file))?.[1] ?? "npm";
}

function scriptCommand(manager: string, name: string): string {
  // `bun test` is bun's own, not the script.
  const isShort = name === "test" && manager !== "bun";
  return isShort ? `${manager} test` : `${manager} run ${name}`;
}

const cargo: Finder = async ({ names }) =>
  names.has("Cargo.toml") ? [{ name: "test", command: "cargo test", source: "Cargo.toml" }] : [];

const pythonRunners = [
  ["uv.lock", "uv run pytest"],
  ["poetry.lock", "poetry run pytest"],
  ["pdm.lock", "pdm run pytest"],
] as const;

const pytest: Finder = async (folder) => {
  const source = await pytestSource(folder);
  if (source === null) return [];
  const runner = pythonRunners.find(([lock]) => folder.names.has(lock));
  return [{ name: "test", command: runner?.[1] ?? "pytest", source }];
};

async function pytestSource({ names, text, hasPythonTests }: Folder): Promise<string | null> {
  if (names.has("pytest.ini")) return "pytest.ini";
  const settings = [
    ["pyproject.toml", /\bpytest\b/],
    ["setup.cfg", /^\[tool:pytest\]/m],
    ["tox.ini", /^\[pytest\]/m],
  ] as const;
  for (const [name, pattern] of settings) {
    if (pattern.test((await text(name)) ?? "")) return name;
  }
  for (const name of ["tests", "test"]) {
    if (names.has(name) && (await hasPythonTests(name))) return `${name}/`;
  }
  return null;
}

const go: Finder = async ({ names }) =>
  names.has("go.mod") ? [{ name: "test", command: "go test ./...", source: "go.mod" }] : [];

/** Targets of a Makefile, and recipes of a justfile with their parameters; no assignments. */
function targets(files: string[], program: string): Finder {
  return async ({ names, text }) => {
    const source = files.find((file) => names.has(file));
    const rules = source === undefined ? null : await text(source);
    if (source === undefined || rules === null) return [];
    return checkNames
      .filter((name) =>
        new RegExp(`^@?${name}(?![ \\t]*[:+?!]?=)(?:[ \\t][^:\\n]*)?:(?![:=])`, "m").test(rules),
      )
      .map((name) => ({ name, command: `${program} ${name}`, source }));
  };
}

const maven: Finder = async ({ names }) => {
  const program = names.has("mvnw") ? "./mvnw" : "mvn";
  return names.has("pom.xml")
    ? [{ name: "test", command: `${program} test`, source: "pom.xml" }]
    : [];
};

const gradle: Finder = async ({ names }) => {
  const source = [
    "build.gradle",
    "build.gradle.kts",
    "settings.gradle",
    "settings.gradle.kts",
  ].find((file) => names.has(file));
  const program = names.has("gradlew") ? "./gradlew" : "gradle";
  return source === undefined ? [] : [{ name: "test", command: `${program} test`, source }];
};

const composer: Finder = async ({ names, text }) => {
  const scripts = recordOf(parsed(await text("composer.json"))?.scripts);
  if (scripts !== null && "test" in scripts) {
    return [{ name: "test", command: "composer test", source: "composer.json" }];
  }
  const source = ["phpunit.xml", "phpunit.xml.dist"].find((file) => names.has(file));
  return source === undefined ? [] : [{ name: "test", command: "vendor/bin/phpunit", source }];
};

const ruby: Finder = async ({ names }) => {
  if (!names.has("Gemfile") || !(names.has(".rspec") || names.has("spec"))) return [];
  return [{ name: "test", command: "bundle exec rspec", source: "Gemfile" }];
};

const elixir: Finder = async ({ names }) =>
  names.has("mix.exs") ? [{ name: "test", command: "mix test", source: "mix.exs" }] : [];

const dotnet: Finder = async ({ names }) => {
  const source = [...names].toSorted().find((name) => /\.(sln|slnx|csproj|fsproj)$/.test(name));
  return source === undefined ? [] : [{ name: "test", command: "dotnet test", source }];
};

const finders: readonly Finder[] = [
  packageJson,
  cargo,
  pytest,
  go,
  targets(["Makefile", "makefile", "GNUmakefile"], "make"),
  targets(["justfile", "Justfile", ".justfile"], "just"),
  maven,
  gradle,
  composer,
  ruby,
  elixir,
  dotnet,
];

function parsed(text: string | null): Record<string, unknown> | null {
  if (text === null) return null;
  try {
    return recordOf(JSON.parse(text));
  } catch {
    return null;
  }
}

function recordOf(value: unknown): Record<string, unknown> | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  return Object.fromEntries(Object.entries(value));
}

import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { runCommand } from "@signalbox/host/process";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestApi, type TestApi } from "../testing/create-test-api.ts";
import { commitAll, makeRepository } from "../testing/repositories.ts";

let api: TestApi;
let repository: string;
let id: string;
let repositories = 0;

beforeAll(async () => {
  api = await createTestApi();
});

afterAll(() => api.close());

beforeEach(async () => {
  repositories += 1;
  repository = await makeRepository(api.scratch, `repository-${repositories}`);
  ({ id } = await api.client.repositories.add.mutate({ path: repository }));
});

async function write(files: Record<string, string | Buffer>) {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(repository, name)), { recursive: true });
    await writeFile(path.join(repository, name), content);
  }
}

async function commandsFor(files: Record<string, string | Buffer>) {
  await write(files);
  const { checks } = await api.client.repositories.suggestedChecks.query({ id });
  expect(new Set(checks.map(({ name }) => name)).size).toBe(checks.length);
  return checks.map(({ command }) => command);
}

const scripts = (all: object, rest: object = {}) => JSON.stringify({ scripts: all, ...rest });

test("a repository that nothing speaks for has no suggested checks", async () => {
  expect(await commandsFor({})).toEqual([]);
});

test.each([
  [{ "package.json": scripts({ lint: "x", test: "x" }) }, ["npm test", "npm run lint"]],
  [
    {
      "package.json": scripts({ test: 'echo "Error: no test specified" && exit 1', build: "x" }),
      "package-lock.json": "{}",
    },
    ["npm run build"],
  ],
  [
    { "package.json": scripts({ test: "x", typecheck: "x" }), "pnpm-lock.yaml": "" },
    ["pnpm test", "pnpm run typecheck"],
  ],
  [
    { "package.json": scripts({ test: "x" }, { packageManager: "yarn@4.1.0" }), "bun.lock": "" },
    ["yarn test"],
  ],
  [{ "package.json": scripts({ test: "x" }), "bun.lock": "" }, ["bun run test"]],
  [{ "Cargo.toml": "[package]" }, ["cargo test"]],
  [{ "pyproject.toml": "[tool.pytest.ini_options]", "uv.lock": "" }, ["uv run pytest"]],
  [{ "pytest.ini": "", "poetry.lock": "" }, ["poetry run pytest"]],
  [{ "setup.cfg": "[metadata]\n[tool:pytest]\n" }, ["pytest"]],
  [{ "tests/test_sums.py": "" }, ["pytest"]],
  [{ "tests/sums.test.js": "", "pyproject.toml": "[project]" }, []],
  [{ "go.mod": "module x" }, ["go test ./..."]],
  [
    { Makefile: "test := no\nlint: deps\n\tx\ncheck:\n\tx\n.PHONY: test\nbuild::= no\n" },
    ["make check", "make lint"],
  ],
  [{ justfile: "@test filter='':\n  x\nlint := 'no'\n" }, ["just test"]],
  [{ "pom.xml": "", mvnw: "" }, ["./mvnw test"]],
  [{ "build.gradle.kts": "", gradlew: "" }, ["./gradlew test"]],
  [{ "composer.json": scripts({ test: "x" }) }, ["composer test"]],
  [{ Gemfile: "", ".rspec": "" }, ["bundle exec rspec"]],
  [{ "mix.exs": "" }, ["mix test"]],
  [{ "App.sln": "" }, ["dotnet test"]],
  [
    { "package.json": scripts({ test: "x" }), Makefile: "test:\n\tnpm test\n", "go.mod": "" },
    ["npm test", "go test ./...", "make test"],
  ],
])("the checks of %j are %j", async (files, commands) => {
  expect(await commandsFor(files)).toEqual(commands);
});

test("what a hostile file says never gets into a command, and is never waited for", async () => {
  const hostile = scripts(
    { test: "x", "lint; rm -rf ~": "x", "$(touch x)": "x", __proto__: { check: "x" } },
    { packageManager: "npm; touch x@1" },
  );
  expect(await commandsFor({ "package.json": hostile })).toEqual(["npm test"]);
  for (const text of ["[", "null", "[]", '{"scripts":[1]}', '{"scripts":{"test":{"a":1}}}']) {
    expect(await commandsFor({ "package.json": text })).toEqual([]);
  }
  expect(await commandsFor({ "package.json": "[".repeat(500_000) })).toEqual([]);
  expect(await commandsFor({ "package.json": " ".repeat(600_000) + hostile })).toEqual([]);
  await rm(path.join(repository, "package.json"));
  await runCommand({ command: ["mkfifo", "package.json"], cwd: repository, env: process.env });
  expect(await commandsFor({ Makefile: `${"test ".repeat(50_000)}\n` })).toEqual([]);
});

test("a manifest that is a link out of the repository is not followed, one within is", async () => {
  const outside = path.join(api.scratch, `outside-${repositories}`);
  await mkdir(outside);
  await writeFile(path.join(outside, "package.json"), scripts({ test: "x" }));
  await symlink(path.join(outside, "package.json"), path.join(repository, "package.json"));
  expect(await commandsFor({})).toEqual([]);
  await rm(path.join(repository, "package.json"));
  await symlink("real/package.json", path.join(repository, "package.json"));
  expect(await commandsFor({ "real/package.json": scripts({ test: "x" }) })).toEqual(["npm test"]);
});

test("tracked texts are listed, those named like prompts and plans first, and found by a search", async () => {
  await write({
    "docs/guide.md": "guide",
    "requirements.txt": "x",
    "deep/down/PROMPT.md": "deep",
    "PROMPT.MD": "do it",
    "TODO.txt": "things",
    "issues/7-slow.md": "slow",
    "src/code.ts": "no prompt",
    "empty.md": "",
  });
  await commitAll(repository, "texts");
  await write({ "secret.txt": "not tracked" });
  const list = async (input: object = {}) =>
    api.client.repositories.promptFiles.query({ id, ...input });
  const all = await list();
  expect(all.files.map((file) => file.path)).toEqual([
    "PROMPT.MD",
    "deep/down/PROMPT.md",
    "TODO.txt",
    "issues/7-slow.md",
    "docs/guide.md",
    "README.md",
    "requirements.txt",
  ]);
  expect(all.files[0]).toEqual({ path: "PROMPT.MD", bytes: 5 });
  expect(all.truncated).toBe(false);
  expect((await list({ search: "prompt" })).files).toHaveLength(2);
  expect(await list({ limit: 1 })).toMatchObject({
    truncated: true,
    files: [{ path: "PROMPT.MD" }],
  });
});

test("a tracked text is read as it is in the person's checkout", async () => {
  await write({ "plans/größe – 计划.md": "\uFEFFeins" });
  await commitAll(repository, "plan");
  await write({ "plans/größe – 计划.md": "# Zwei 🚀\n" });
  const file = "plans/größe – 计划.md";
  expect(await api.client.repositories.promptFile.query({ id, path: file })).toEqual({
    path: file,
    text: "# Zwei 🚀\n",
  });
});

test("no text is read from outside, of git's own, of another kind, or too long", async () => {
  const outside = path.join(api.scratch, `elsewhere-${repositories}`);
  await mkdir(outside);
  await writeFile(path.join(outside, "secret.md"), "secret");
  await write({
    "binary.md": Buffer.from([0x61, 0, 0x62]),
    "latin.md": Buffer.from([0x61, 0xe4]),
    "long.md": "x".repeat(262_145),
    "huge.md": "x".repeat(1_000_000),
    "code.ts": "x",
    "folder.md/inside.md": "inside",
    ".git/secret.md": "secret",
    "*.md": "a name like a pattern",
  });
  await symlink(path.join(outside, "secret.md"), path.join(repository, "link.md"));
  await symlink(outside, path.join(repository, "folder"));
  await symlink(".git", path.join(repository, "dotgit"));
  await commitAll(repository, "all kinds");
  await write({ "untracked.md": "untracked" });
  const wrong = [
    "../secret.md",
    `../elsewhere-${repositories}/secret.md`,
    "a/../../secret.md",
    "./README.md",
    path.join(outside, "secret.md"),
    path.join(repository, "README.md"),
    "//etc/motd.md",
    "link.md",
    "folder/secret.md",
    "dotgit/secret.md",
    ".git/secret.md",
    ".GIT/secret.md",
    "binary.md",
    "latin.md",
    "long.md",
    "huge.md",
    "code.ts",
    "folder.md",
    "untracked.md",
    "missing.md",
    "README.md\0.md",
    "README.md/",
    ":(top)README.md",
    "?.md",
    "-x.md",
  ];
  for (const file of wrong) {
    const { status, body } = await api.query("repositories.promptFile", { id, path: file });
    expect([file, status, body.error?.data.domain.code]).toEqual([file, 400, "INVALID_INPUT"]);
    expect(JSON.stringify(body)).not.toMatch(/secret"|untracked"/);
  }
  const { text } = await api.client.repositories.promptFile.query({ id, path: "*.md" });
  expect(text).toBe("a name like a pattern");
  const { files } = await api.client.repositories.promptFiles.query({ id, limit: 200 });
  const listed = files.map((file) => file.path);
  for (const name of ["link.md", "huge.md", "untracked.md", "folder/secret.md"]) {
    expect(listed).not.toContain(name);
  }
});

import { chmod, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder, testEnv } from "../testing/processes.ts";
import { writeFiles } from "../testing/repositories.ts";
import * as git from "./index.ts";

/** A program in the place of `gh` or `glab`, which notes how it was called and then does what `script` says. */
async function withTool(tool: "gh" | "glab", script: string) {
  const root = await temporaryFolder();
  const program = join(root, tool);
  const record = join(root, "record.json");
  const source = `#!${process.execPath}
const { execFileSync } = require("node:child_process");
const { readdirSync, readFileSync, writeFileSync } = require("node:fs");
writeFileSync(${JSON.stringify(record)}, JSON.stringify({
  argv: process.argv.slice(2),
  cwd: process.cwd(),
  env: process.env,
  input: readFileSync(0, "utf8"),
  files: readdirSync("."),
  remotes: execFileSync("git", ["remote", "-v"], { encoding: "utf8" }),
  hooks: execFileSync("git", ["config", "core.hooksPath"], { encoding: "utf8" }).trim(),
}));
${script}`;
  await writeFile(program, source);
  await chmod(program, 0o755);
  const host = tool === "gh" ? "github.com" : "gitlab.example.org";
  const options = {
    tool,
    program,
    repository: { host, path: "o/n" },
    branch: "signalbox/x",
    base: "main",
    title: "A title\nof two lines",
    body: "Many\n`words` $(touch x)",
    draft: false,
    environment: { ...testEnv, HOME: root, GIT_DIR: "/nowhere", GH_TOKEN: "gh-secret" },
  } as const;
  // oxlint-disable-next-line typescript/no-explicit-any -- what a test looks at field by field
  const recorded = async (): Promise<any> => JSON.parse(await readFile(record, "utf8"));
  return { root, options, recorded };
}

test("gh opens a pull request from an empty folder, its description on standard input", async () => {
  const page = "https://github.com/o/n/pull/7";
  const { options, recorded } = await withTool("gh", `console.log("Creating\\n${page}")`);
  expect(await git.openPullRequest({ ...options, draft: true })).toEqual({
    url: page,
    problem: null,
    loginNeeded: false,
  });
  const call = await recorded();
  expect(call.argv).toEqual([
    "pr",
    "create",
    "--repo=github.com/o/n",
    "--head=signalbox/x",
    "--base=main",
    "--title=A title of two lines",
    "--body-file=-",
    "--draft",
  ]);
  expect(call.input).toBe(options.body);
  expect(call.files).toEqual([".git"]);
  expect(dirname(call.cwd)).toBe(tmpdir());
  expect(call.remotes).toContain("https://github.com/o/n.git");
  expect(call.hooks).toBe("/dev/null");
  expect(call.env).toMatchObject({ GH_TOKEN: "gh-secret", GH_PROMPT_DISABLED: "1" });
  expect(call.env).not.toHaveProperty("GIT_DIR");
  expect(await readdir(tmpdir())).not.toContain(call.cwd.slice(tmpdir().length + 1));
});

test("glab opens a merge request", async () => {
  const page = "https://gitlab.example.org/o/n/-/merge_requests/3";
  const { options, recorded } = await withTool("glab", `console.log("!3 x\\n ${page}")`);
  expect(await git.openPullRequest(options)).toMatchObject({ url: page });
  const { argv, input } = await recorded();
  expect(argv).toEqual([
    "mr",
    "create",
    "--repo=https://gitlab.example.org/o/n",
    "--yes",
    "--source-branch=signalbox/x",
    "--target-branch=main",
    "--title=A title of two lines",
    `--description=${options.body}`,
  ]);
  expect(input).toBe("");
});

test("a pull request that is open already is found", async () => {
  const page = "https://github.com/o/n/pull/12";
  const gh = await withTool(
    "gh",
    `console.error('a pull request for branch "x" into branch "main" already exists:\\n${page}'); process.exit(1)`,
  );
  expect(await git.openPullRequest(gh.options)).toMatchObject({ url: page });
  const glab = await withTool(
    "glab",
    "console.error('409 {message: [Another open merge request already exists for this source branch: !12]}'); process.exit(1)",
  );
  expect(await git.openPullRequest(glab.options)).toMatchObject({
    url: "https://gitlab.example.org/o/n/-/merge_requests/12",
  });
});

test("a failure is told in the tool's words, a missing login as such, silence ends", async () => {
  const failing = async (script: string, more = {}) => {
    const { options } = await withTool("gh", script);
    return git.openPullRequest({ ...options, ...more });
  };
  expect(await failing("console.error('no commits between'); process.exit(1)")).toEqual({
    url: null,
    problem: "gh said: no commits between",
    loginNeeded: false,
  });
  const login = "console.error('To get started, please run: gh auth login'); process.exit(4)";
  expect(await failing(login)).toMatchObject({ url: null, loginNeeded: true });
  expect(await failing("setInterval(() => {}, 1000)", { timeoutMs: 1000 })).toMatchObject({
    problem: "gh gave no answer within 1 seconds.",
  });
  // A page of somewhere else is none.
  const elsewhere = "console.log('https://evil.example/o/n/pull/1 https://github.com/p/n/pull/1')";
  expect(await failing(elsewhere)).toMatchObject({ url: null });
  expect(await failing("", { program: "/nowhere/gh" })).toMatchObject({
    problem: expect.stringContaining("could not be started"),
  });
});

test("tools are found on the PATH, with the hosts that they are logged in to", async () => {
  const root = await temporaryFolder();
  const bin = join(root, "bin");
  await mkdir(bin);
  expect(await git.findPullRequestTools({ PATH: bin, HOME: root })).toEqual([]);
  for (const tool of ["gh", "glab"]) {
    await writeFile(join(bin, tool), "#!/bin/sh\nexit 1\n");
    await chmod(join(bin, tool), 0o755);
  }
  await writeFiles(root, {
    ".config/gh/hosts.yml":
      "github.com:\n    user: me\n    oauth_token: secret\ngit.corp.example:\n    user: me\n",
    ".config/glab-cli/config.yml":
      "git_protocol: ssh\nhosts:\n    code.corp.example:\n        token: x\n",
  });
  const [gh, glab] = await git.findPullRequestTools({ PATH: bin, HOME: root });
  const hosts = [
    "github.com",
    "github.corp.example",
    "git.corp.example",
    "gitlab.com",
    "code.corp.example",
    "example.org",
  ];
  expect(hosts.filter((host) => gh?.knows(host))).toEqual(hosts.slice(0, 3));
  expect(hosts.filter((host) => glab?.knows(host))).toEqual(hosts.slice(3, 5));
});

test("tokens in the words of a tool are taken out", () => {
  const token = `ghp_${"a1".repeat(18)}`;
  expect(git.withoutTokens(`bad ${token}, https://me:pw@github.com/o/n`)).toBe(
    "bad [redacted], https://github.com/o/n",
  );
});

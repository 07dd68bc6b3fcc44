import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { runGit } from "@signalbox/host/git";
import type { Session } from "@signalbox/shared";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestApi, makeRepository, testAgent, type TestApi } from "../testing/index.ts";
import { follow } from "../testing/follow.ts";
import { placeProgram } from "../testing/programs.ts";

let api: TestApi;
let repository: string;
let remote: string;
let session: Session;
const token = "gh-secret-of-the-person";

beforeEach(async () => {
  api = await createTestApi();
  await api.client.settings.update.mutate({ agents: [testAgent("three-iterations")] });
  repository = await makeRepository(api.scratch);
  remote = path.join(api.scratch, "remote.git");
  await runGit(["init", "--quiet", "--bare", remote], { cwd: api.scratch });
  const { id: repositoryId } = await api.client.repositories.add.mutate({ path: repository });
  session = await api.client.sessions.create.mutate({
    repositoryId,
    agent: "three-iterations",
    name: "Add a thing",
  });
});
afterEach(() => api.close());

/** A remote of a host whose pushes go to a folder here. */
async function addRemote(url: string, name = "origin") {
  await runGit(["remote", "add", name, url], { cwd: repository });
  await runGit(["config", `remote.${name}.pushurl`, remote], { cwd: repository });
}

async function commitFile(name: string): Promise<string> {
  const { id: sessionId, worktreePath } = session;
  await writeFile(path.join(worktreePath, name), `${name}\n`);
  return (await api.client.git.commit.mutate({ sessionId, message: `Write ${name}` })).commit;
}

/** Puts a `gh` on the PATH that notes how it is called and then does what `script` says. */
async function placeGh(script: string) {
  const record = path.join(api.scratch, "gh.json");
  await placeProgram(
    api.scratch,
    "gh",
    `const fs = require("node:fs");
fs.writeFileSync(${JSON.stringify(record)}, JSON.stringify({ argv: process.argv.slice(2), cwd: process.cwd(), input: fs.readFileSync(0, "utf8") }));
${script}`,
  );
  // oxlint-disable-next-line typescript/no-explicit-any -- what a test looks at field by field
  return async (): Promise<any> => JSON.parse(await readFile(record, "utf8"));
}

test("a branch is pushed and its pull request opened, with what was done and asked for", async () => {
  const recorded = await placeGh('console.log("https://github.com/o/n/pull/5")');
  await addRemote("https://me:hunter2@github.com/o/n.git");
  const { id: sessionId, branch } = session;
  const run = await api.client.runs.start.mutate({ sessionId, prompt: "Please\nadd it." });
  await follow(api, run.id);
  const compareUrl = `https://github.com/o/n/compare/main...${encodeURIComponent(branch)}?expand=1`;
  const remotes = await api.client.git.remotes.query({ sessionId });
  expect(remotes).toEqual([{ name: "origin", url: remote, compareUrl, pullRequestTool: "gh" }]);
  const { head } = await api.client.git.status.query({ sessionId });
  expect(await api.client.git.pullRequest.mutate({ sessionId, into: "develop" })).toEqual({
    url: remote,
    commit: head,
    compareUrl: compareUrl.replace("main", "develop"),
    tool: "gh",
    pullRequestUrl: "https://github.com/o/n/pull/5",
    problem: null,
    help: [],
  });
  expect((await api.client.sessions.get.query({ id: sessionId })).doneAt).not.toBeNull();
  const pushed = await runGit(["rev-parse", branch], { cwd: remote });
  expect(pushed.stdout.trim()).toBe(head);
  const { argv, cwd, input } = await recorded();
  expect(argv.slice(2)).toEqual([
    "--repo=github.com/o/n",
    `--head=${branch}`,
    "--base=develop",
    "--title=Add a thing",
    "--body-file=-",
  ]);
  expect(cwd.startsWith(session.worktreePath)).toBe(false);
  expect(input).toMatch(/^## Commits\n\n- .+\n- .+\n- .+\n\n## Asked for\n\n> Please\n> add it\.$/);
  expect(await api.client.git.status.query({ sessionId })).toMatchObject({
    remote: { name: "origin", ahead: 0, behind: 0 },
  });
});

test("what keeps the tool from it is told without secrets, and the branch is pushed all the same", async () => {
  const failing = await createTestApi({
    agentEnv: { PATH: path.join(api.scratch, "bin"), HOME: api.scratch, GH_TOKEN: token },
  });
  try {
    await placeGh(
      `console.error("HTTP 401 for ${token} of ghp_${"x".repeat(36)}"); process.exit(4)`,
    );
    await addRemote("git@github.com:o/n.git");
    const { id: repositoryId } = await failing.client.repositories.add.mutate({ path: repository });
    const other = await failing.client.sessions.create.mutate({ repositoryId, agent: "demo" });
    const answer = await failing.client.git.pullRequest.mutate({
      sessionId: other.id,
      title: "T",
      body: "B",
      draft: true,
    });
    expect(answer).toMatchObject({
      tool: "gh",
      pullRequestUrl: null,
      problem: "gh said: HTTP 401 for [redacted GH_TOKEN] of [redacted]",
      help: [
        expect.stringContaining("gh auth login --hostname github.com"),
        expect.stringContaining("https://github.com/o/n/compare/"),
      ],
    });
    const pushed = await runGit(["rev-parse", other.branch], { cwd: remote });
    expect(pushed.stdout.trim()).toBe(answer.commit);
  } finally {
    await failing.close();
  }
});

test("without a tool, and with a remote of no known host, the way by hand is told", async () => {
  const { id: sessionId } = session;
  await commitFile("a.txt");
  const none = await api.mutate("git.pullRequest", { sessionId });
  expect(none.body.error.data.domain.code).toBe("GIT_FAILED");
  expect(await api.client.git.remotes.query({ sessionId })).toEqual([]);
  await addRemote("https://gitlab.com/g/s/n.git");
  expect(await api.client.git.pullRequest.mutate({ sessionId })).toMatchObject({
    tool: null,
    pullRequestUrl: null,
    problem: expect.stringContaining("No program"),
    help: [
      expect.stringContaining("glab"),
      expect.stringContaining("https://gitlab.com/g/s/n/-/merge_requests/new?"),
    ],
  });
  await addRemote("https://git.example.org/o/n.git", "other");
  const answer = await api.client.git.pullRequest.mutate({ sessionId, remote: "other" });
  expect(answer).toMatchObject({ compareUrl: null, pullRequestUrl: null });
  expect(answer.help.at(-1)).toContain("on the page of the remote's host");
});

test("a base branch of the remote goes by the name that the remote has for it", async () => {
  const recorded = await placeGh('console.log("https://github.com/o/n/pull/5")');
  await addRemote("https://github.com/o/n.git");
  await runGit(["update-ref", "refs/remotes/origin/next", "HEAD"], { cwd: repository });
  const { repositoryId } = session;
  const { id: sessionId } = await api.client.sessions.create.mutate({
    repositoryId,
    agent: "three-iterations",
    baseBranch: "origin/next",
  });
  const [remoteTold] = await api.client.git.remotes.query({ sessionId });
  expect(remoteTold?.compareUrl).toContain("/compare/next...");
  const opened = await api.client.git.pullRequest.mutate({ sessionId });
  expect(opened.compareUrl).toContain("/compare/next...");
  expect((await recorded()).argv).toContain("--base=next");
});

test("a push that is refused opens nothing", async () => {
  const { id: sessionId } = session;
  const recorded = await placeGh('console.log("https://github.com/o/n/pull/5")');
  await addRemote("https://github.com/o/n.git");
  await commitFile("a.txt");
  await rm(remote, { recursive: true });
  const { status, body } = await api.mutate("git.pullRequest", { sessionId });
  expect(status).toBe(422);
  expect(body.error.data.domain.code).toBe("GIT_FAILED");
  await expect(recorded()).rejects.toThrow("ENOENT");
});

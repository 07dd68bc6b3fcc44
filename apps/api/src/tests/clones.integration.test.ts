import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { runGit } from "@signalbox/host/git";
import {
  makeBareRepository,
  makeLargeRepository,
  startHttpGitServer,
} from "@signalbox/host/testing";
import type { CloneDone, CloneProgress } from "@signalbox/shared";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { createTestApi, type TestApi } from "../testing/create-test-api.ts";
import { makeRepository } from "../testing/repositories.ts";
import { filesWith } from "../testing/search-files.ts";

let api: TestApi;

beforeEach(async () => {
  api = await createTestApi();
});

afterEach(() => api.close());

const secret = "t0ken-of-this-test";

async function serve(options: Partial<Parameters<typeof startHttpGitServer>[0]> = {}) {
  const root = path.join(api.scratch, "served");
  await mkdir(root, { recursive: true });
  const server = await startHttpGitServer({ root, ...options });
  onTestFinished(() => server.close());
  return { server, root };
}

/** Follow a clone; gives all that came, and the error at its end if it was one. */
function follow(
  cloneId: string,
  isEnough: (step: CloneProgress | CloneDone) => boolean = () => false,
) {
  const steps: (CloneProgress | CloneDone)[] = [];
  // oxlint-disable-next-line typescript/no-explicit-any -- what came over the wire, looked at field by field
  return new Promise<{ steps: (CloneProgress | CloneDone)[]; domain: any }>((resolve) => {
    const subscription = api.client.repositories.onClone.subscribe(
      { cloneId },
      {
        onData(step) {
          steps.push(step);
          if (!isEnough(step)) return;
          subscription.unsubscribe();
          resolve({ steps, domain: null });
        },
        onComplete: () => resolve({ steps, domain: null }),
        onError: (error) => resolve({ steps, domain: error.data?.domain }),
      },
    );
  });
}

async function cloned(input: Parameters<typeof api.client.repositories.clone.mutate>[0]) {
  const { cloneId } = await api.client.repositories.clone.mutate(input);
  const { steps, domain } = await follow(cloneId);
  expect(domain).toBeNull();
  const last = steps.at(-1);
  if (last === undefined || !("repository" in last)) throw new Error("the clone did not end");
  return last;
}

test("a URL becomes a registered repository with progress on the way, told again to whoever comes late", async () => {
  const { server, root } = await serve();
  await makeBareRepository(root, "name.git");
  const { cloneId } = await api.client.repositories.clone.mutate({ url: `${server.url}/name.git` });
  const { steps } = await follow(cloneId);
  const folder = path.join(api.scratch, "repositories", "name");
  const end = { repository: { name: "name", path: folder, defaultBranch: "main" }, notes: [] };
  expect(steps.at(-1)).toMatchObject(end);
  expect(steps[0]).toMatchObject({ phase: expect.any(String), receivedBytes: 0 });
  expect((await api.client.repositories.list.query()).items).toMatchObject([{ path: folder }]);
  const late = await follow(cloneId);
  expect(late.steps.at(-1)).toMatchObject(end);
  expect(await api.client.repositories.clones.query()).toMatchObject([
    { cloneId, status: "done", url: `${server.url}/name.git`, directory: folder },
  ]);
  const session = await api.client.sessions.create.mutate({
    repositoryId: (await api.client.repositories.list.query()).items[0]?.id ?? "",
  });
  expect(await readdir(session.worktreePath)).toContain("a.txt");
});

test("without a folder, clones go where the settings say", async () => {
  const { server, root } = await serve();
  await makeBareRepository(root, "name.git");
  await api.client.settings.update.mutate({ cloneDirectory: "~/work/clones" });
  const { repository } = await cloned({ url: `${server.url}/name.git` });
  expect(repository.path).toBe(path.join(api.scratch, "work", "clones", "name"));
  const parent = path.join(api.scratch, "elsewhere");
  const other = await cloned({ url: `${server.url}/name.git`, parent });
  expect(other.repository.path).toBe(path.join(parent, "name"));
});

test("without credentials it says which are needed; with them nothing keeps them", async () => {
  const { server, root } = await serve({ username: "x-access-token", password: secret });
  await makeBareRepository(root, "name.git");
  const url = `${server.url}/name.git`;
  const asked = await api.client.repositories.clone.mutate({ url });
  const first = await follow(asked.cloneId);
  expect(first.domain).toMatchObject({
    code: "CLONE_AUTH_REQUIRED",
    details: { authKind: "password", rejected: false, host: "127.0.0.1" },
    help: [expect.stringContaining("not stored"), expect.stringContaining("command line")],
  });
  const wrong = await api.client.repositories.clone.mutate({
    url,
    credentials: { kind: "token", token: `wr0ng-${secret}` },
  });
  expect((await follow(wrong.cloneId)).domain).toMatchObject({
    code: "CLONE_AUTH_REQUIRED",
    details: { rejected: true },
  });
  await cloned({ url, credentials: { kind: "token", token: secret } });
  // In the URL they are taken out of it, and refused ones are not quoted.
  const inUrl = url.replace("://", `://x-access-token:${secret}@`);
  const { repository } = await cloned({ url: inUrl });
  expect(await readFile(path.join(repository.path, ".git", "config"), "utf8")).toContain(
    `url = ${url}\n`,
  );
  const refused = await api.mutate("repositories.clone", { url: `${inUrl}?x` });
  expect(refused.body.error.data.domain.code).toBe("GIT_URL_REFUSED");
  expect(JSON.stringify(refused.body)).not.toContain(secret);
  expect(JSON.stringify(await api.client.repositories.clones.query())).not.toContain(secret);
  await api.app.close();
  expect(await filesWith(api.scratch, secret)).toEqual([]);
  await api.restart();
});

test("a folder that is taken is left alone: another name by itself, a clear error where it was chosen", async () => {
  const source = await makeRepository(api.scratch, "source");
  const first = await cloned({ url: source });
  const second = await cloned({ url: `file://${source}` });
  expect([first, second].map(({ repository }) => path.basename(repository.path))).toEqual([
    "source",
    "source-2",
  ]);
  const answer = await api.mutate("repositories.clone", {
    url: source,
    directory: first.repository.path,
  });
  expect(answer.status).toBe(409);
  expect(answer.body.error.data.domain).toMatchObject({
    code: "CLONE_TARGET_EXISTS",
    details: { suggestion: path.join(api.scratch, "repositories", "source-3") },
  });
  const { cloneTarget } = api.client.repositories;
  expect(await cloneTarget.query({ name: "source" })).toEqual({
    directory: path.join(api.scratch, "repositories", "source-3"),
  });
  await expect(
    cloneTarget.query({ name: "source", directory: first.repository.path }),
  ).rejects.toMatchObject({ data: { domain: { code: "CLONE_TARGET_EXISTS" } } });
  await expect(
    cloneTarget.query({ name: "source", parent: path.join(first.repository.path, ".git", "HEAD") }),
  ).rejects.toMatchObject({ data: { domain: { code: "INVALID_INPUT" } } });
  const empty = path.join(api.scratch, "empty");
  await mkdir(empty);
  const third = await cloned({ url: source, directory: "~/empty", name: "Chosen" });
  expect(third.repository).toMatchObject({ path: empty, name: "Chosen" });
  const inside = await api.mutate("repositories.clone", {
    url: source,
    parent: path.join(api.home, "worktrees"),
  });
  expect(inside.body.error.data.domain.code).toBe("INVALID_INPUT");
});

test("a clone whose registered folder was deleted by hand is the same repository again", async () => {
  const source = await makeRepository(api.scratch, "source");
  const first = await cloned({ url: source });
  await rm(first.repository.path, { recursive: true });
  expect((await cloned({ url: source })).repository.id).toBe(first.repository.id);
});

test("URLs that start programs, and credentials that do not fit or would be readable on the way, are refused at once", async () => {
  for (const url of [
    "ext::sh -c id",
    "--upload-pack=id",
    "ssh://-oProxyCommand=id/x",
    "git://h/x",
  ]) {
    const { status, body } = await api.mutate("repositories.clone", { url });
    expect(status).toBe(400);
    expect(body.error.data.domain).toMatchObject({
      code: "GIT_URL_REFUSED",
      help: expect.arrayContaining([expect.any(String)]),
    });
  }
  const token = { kind: "token", token: secret };
  const open = await api.mutate("repositories.clone", {
    url: "http://host.invalid/x",
    credentials: token,
  });
  expect(open.body.error.data.domain.code).toBe("GIT_URL_REFUSED");
  const misfit = await api.mutate("repositories.clone", { url: "git@h:x", credentials: token });
  expect(misfit.body.error.data.domain).toMatchObject({
    code: "INVALID_INPUT",
    details: { issues: [{ path: "credentials.kind" }] },
  });
});

test("what went wrong is told apart, with help, and leaves nothing", async () => {
  const { server } = await serve();
  const emptySource = path.join(api.scratch, "empty-source");
  await mkdir(emptySource);
  await runGit(["init", "--quiet"], { cwd: emptySource });
  const { server: forbids } = await serve({
    answer: (_request, response) => response.writeHead(403).end(),
  });
  const { server: page } = await serve({
    answer: (_request, response) => response.writeHead(200).end("<html>\n<body>\nHello\n"),
  });
  const cases: [string, string][] = [
    ["https://host.invalid/x", "host_not_found"],
    ["http://127.0.0.1:9/x", "host_unreachable"],
    [`${server.url.replace("http:", "https:")}/x`, "tls"],
    [`${server.url}/nowhere.git`, "not_found"],
    [path.join(api.scratch, "nowhere"), "not_found"],
    [emptySource, "empty"],
    [`${forbids.url}/x`, "no_access"],
    [`${page.url}/x`, "not_a_repository"],
  ];
  for (const [url, failure] of cases) {
    const { cloneId } = await api.client.repositories.clone.mutate({ url });
    const { domain } = await follow(cloneId);
    expect(domain, url).toMatchObject({
      code: "CLONE_FAILED",
      details: { failure },
      help: expect.arrayContaining([expect.any(String)]),
    });
  }
  expect(await readdir(api.scratch)).not.toContain("repositories");
  expect(await readdir(path.join(api.home, "clones"))).toEqual([]);
});

test("cancelled, or with the server stopped, nothing is left; what a killed server left goes at the next start", async () => {
  const { server, root } = await serve({ holdAfterBytes: 500_000 });
  await makeLargeRepository(root, "name.git", 2_000_000);
  const parent = path.join(api.scratch, "deep", "er");
  const begin = async () => {
    const { cloneId } = await api.client.repositories.clone.mutate({
      url: `${server.url}/name.git`,
      parent,
    });
    await follow(cloneId, (step) => "phase" in step && step.phase === "receiving");
    return cloneId;
  };
  const cancelled = await begin();
  expect((await readdir(parent)).length).toBe(1);
  const following = follow(cancelled);
  expect(await api.client.repositories.cancelClone.mutate({ cloneId: cancelled })).toEqual({
    cancelled: true,
  });
  expect((await following).domain).toMatchObject({ details: { failure: "cancelled" } });
  expect(await readdir(api.scratch)).not.toContain("deep");

  await begin();
  await api.restart();
  expect(await readdir(api.scratch)).not.toContain("deep");
  expect(await readdir(path.join(api.home, "clones"))).toEqual([]);

  // As a killed server leaves it.
  const cloneId = "0198-left";
  const staging = path.join(parent, `.signalbox-clone-${cloneId}`);
  const left = path.join(api.home, "clones", cloneId);
  await mkdir(path.join(staging, ".git"), { recursive: true });
  await mkdir(left, { recursive: true });
  const parents = [parent, path.dirname(parent)];
  await writeFile(path.join(left, "record.json"), JSON.stringify({ staging, parents }));
  const foreign = path.join(api.home, "clones", "foreign");
  const kept = path.join(api.scratch, "kept");
  await mkdir(foreign);
  await mkdir(kept);
  await writeFile(
    path.join(foreign, "record.json"),
    JSON.stringify({ staging: kept, parents: [] }),
  );
  await api.restart();
  expect(await readdir(api.scratch)).not.toContain("deep");
  expect(await readdir(api.scratch)).toContain("kept");
  expect(await readdir(path.join(api.home, "clones"))).toEqual([]);
});

test("a clone that nobody knows is told as such", async () => {
  expect((await follow("nobody")).domain).toMatchObject({ code: "CLONE_NOT_FOUND" });
  const answer = await api.mutate("repositories.cancelClone", { cloneId: "nobody" });
  expect(answer.status).toBe(404);
});

test("a scan that is told nothing looks where, and as deep as, the settings say", async () => {
  await makeRepository(api.scratch, "one");
  await makeRepository(api.scratch, "projects/two");
  await makeRepository(api.scratch, "projects/deep/three");
  await api.client.settings.update.mutate({ scanDirectories: ["~/projects"], scanDepth: 1 });
  const names = async (input: { directories?: string[]; depth?: number }) =>
    (await api.client.repositories.scan.query(input)).found.map(({ name }) => name);
  expect(await names({})).toEqual(["two"]);
  expect(await names({ depth: 2 })).toEqual(["three", "two"]);
  expect(await names({ directories: ["~"] })).toEqual(["one"]);
});

test("a scan finds repositories, says which are added, and leaves out Signalbox's own worktrees", async () => {
  const one = await makeRepository(api.scratch, "one");
  await makeRepository(api.scratch, "deep/two");
  const { id } = await api.client.repositories.add.mutate({ path: one });
  await api.client.sessions.create.mutate({ repositoryId: id });
  const result = await api.client.repositories.scan.query({ directories: ["~", "~/nowhere"] });
  expect(result).toMatchObject({
    found: [
      { name: "two", kind: "repository", added: false },
      { path: one, name: "one", kind: "repository", added: true },
    ],
    missing: [path.join(api.scratch, "nowhere")],
  });
  expect((await api.client.repositories.scan.query({ depth: 1 })).found.length).toBe(1);
  const steps = await new Promise<{ found: { name: string }[]; done: boolean }[]>(
    (resolve, reject) => {
      const all: { found: { name: string }[]; done: boolean }[] = [];
      api.client.repositories.onScan.subscribe(
        {},
        {
          onData: (step) => all.push(step),
          onComplete: () => resolve(all),
          onError: reject,
        },
      );
    },
  );
  expect(steps.at(-1)?.done).toBe(true);
  expect(steps.flatMap(({ found }) => found.map(({ name }) => name)).toSorted()).toEqual([
    "one",
    "two",
  ]);
  const relative = await api.query("repositories.scan", { directories: ["x/y"] });
  expect(relative.body.error.data.domain.details.issues[0].path).toBe("directories.0");
});

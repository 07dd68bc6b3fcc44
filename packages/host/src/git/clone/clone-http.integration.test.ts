import { access, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { onTestFinished, expect, test } from "vitest";
import {
  filesWith,
  makeBareRepository,
  makeLargeRepository,
  prepareClone,
  processesWith,
} from "../../testing/clones.ts";
import { startHttpGitServer } from "../../testing/http-git-server.ts";
import { temporaryFolder } from "../../testing/processes.ts";
import { personGit } from "../../testing/repositories.ts";

const secret = "s3cret-pässword with 'quotes\" & $(touch x)";
const credentials = { kind: "password", username: "a person", password: secret } as const;

async function serve(options: Partial<Parameters<typeof startHttpGitServer>[0]> = {}) {
  const root = options.root ?? (await temporaryFolder());
  const server = await startHttpGitServer({ ...options, root });
  onTestFinished(() => server.close());
  return { server, root };
}

test("a public repository is cloned with live progress, and the remote is the URL that was given", async () => {
  const { server, root } = await serve();
  await makeBareRepository(root, "name.git");
  const clone = await prepareClone(`${server.url}/name.git`);
  expect(await clone.run()).toEqual({ submodules: [], largeFiles: "none", partial: false });
  expect(await readFile(path.join(clone.target, "a.txt"), "utf8")).toBe("one\n");
  expect(await personGit(clone.target, "remote", "get-url", "origin")).toBe(
    `${server.url}/name.git`,
  );
  const receiving = clone.progress.filter(({ phase }) => phase === "receiving");
  expect(receiving.at(-1)).toMatchObject({ percent: 100, receivedObjects: 3, totalObjects: 3 });
});

test("credentials are asked for, wrong ones told apart, right ones used, and left nowhere", async () => {
  const { server, root } = await serve({ username: "a person", password: secret });
  await makeBareRepository(root, "name.git");
  const url = `${server.url}/name.git`;
  const without = await prepareClone(url);
  await expect(without.run()).rejects.toMatchObject({
    failure: "authentication",
    authKind: "password",
    rejected: false,
  });
  const wrong = await prepareClone(url, { credentials: { ...credentials, password: "wr0ng-one" } });
  await expect(wrong.run()).rejects.toMatchObject({ failure: "authentication", rejected: true });
  expect(await readdir(wrong.parent)).toEqual([]);
  // A helper that keeps what it is given: the person's own, and it must not get this.
  const right = await prepareClone(url, { credentials });
  const kept = path.join(right.home, "kept");
  await writeFile(
    path.join(right.home, ".gitconfig"),
    `[credential]\n\thelper = store --file=${kept}\n`,
  );
  await right.run();
  await expect(access(kept)).rejects.toThrow("ENOENT");
  expect(await filesWith(right.folder, secret)).toEqual([]);
  expect(await filesWith(right.folder, "a person")).toEqual([]);
});

test("what the person has set up is used when nothing is given", async () => {
  const { server, root } = await serve({ username: "me", password: "pw" });
  await makeBareRepository(root, "name.git");
  const clone = await prepareClone(`${server.url}/name.git`);
  const store = path.join(clone.home, "store");
  await writeFile(store, `${server.url.replace("://", "://me:pw@")}\n`);
  await writeFile(
    path.join(clone.home, ".gitconfig"),
    `[credential]\n\thelper = store --file=${store}\n`,
  );
  await clone.run();
  expect(await readdir(clone.target)).toContain("a.txt");
});

test("while a clone goes on no other process has a secret in its arguments or environment", async () => {
  const { server, root } = await serve({
    username: "a person",
    password: secret,
    holdAfterBytes: 1000,
  });
  await makeLargeRepository(root, "name.git", 1_000_000);
  const clone = await prepareClone(`${server.url}/name.git`, { credentials });
  const cloning = clone.run();
  await server.held;
  // The search finds what is there: the folder of this clone is in arguments and environments.
  expect((await processesWith(clone.folder)).length).toBeGreaterThan(1);
  expect(await processesWith(secret)).toEqual([]);
  expect(await processesWith(Buffer.from(`a person:${secret}`).toString("base64"))).toEqual([]);
  expect(await filesWith(clone.folder, secret)).toEqual([]);
  server.release();
  await cloning;
});

test("another host that the URL leads to gets no credentials", async () => {
  const { server: evil } = await serve({
    answer: (_request, response) => response.writeHead(401, { "www-authenticate": "Basic" }).end(),
  });
  const { server } = await serve({
    answer: (request, response) =>
      response.writeHead(302, { location: `${evil.url}${request.url ?? ""}` }).end(),
  });
  const clone = await prepareClone(`${server.url}/name.git`, { credentials });
  await expect(clone.run()).rejects.toMatchObject({ failure: "authentication", rejected: false });
  expect(evil.authorizations).toEqual(evil.authorizations.map(() => null));
  expect(evil.authorizations.length).toBeGreaterThan(0);
});

test("a host that says the secret again does not get it into the words of the failure", async () => {
  const { server } = await serve({
    answer: (request, response) => {
      if (request.headers.authorization === undefined) {
        response.writeHead(401, { "www-authenticate": "Basic" }).end();
      } else {
        response.writeHead(403, { "content-type": "text/plain" }).end(`no \u001b[31m${secret}\n`);
      }
    },
  });
  const clone = await prepareClone(`${server.url}/name.git`, { credentials });
  await expect(clone.run()).rejects.toMatchObject({
    failure: "no_access",
    words: expect.not.stringMatching(/s3cret/),
  });
});

test(
  "a repository of 200 MB that is cancelled in the middle leaves nothing",
  { timeout: 60_000 },
  async () => {
    const { server, root } = await serve({ holdAfterBytes: 100_000_000 });
    await makeLargeRepository(root, "large.git", 200_000_000);
    const clone = await prepareClone(`${server.url}/large.git`);
    const cloning = clone.run();
    await server.held;
    // git says now and then how much came, when something comes.
    const received = () => {
      server.step();
      return clone.progress.at(-1)?.receivedBytes;
    };
    await expect.poll(received).toBeGreaterThan(50_000_000);
    expect(await readdir(clone.parent)).toEqual(["target"]);
    clone.cancel.abort();
    await expect(cloning).rejects.toMatchObject({ failure: "cancelled" });
    expect(await readdir(clone.parent)).toEqual([]);
    expect(await processesWith(clone.folder)).toEqual([]);
  },
);

test("a host from which nothing comes any more is given up", async () => {
  const { server, root } = await serve({ holdAfterBytes: 1000 });
  await makeLargeRepository(root, "name.git", 1_000_000);
  const clone = await prepareClone(`${server.url}/name.git`, { stallTimeoutMs: 1500 });
  await expect(clone.run()).rejects.toMatchObject({ failure: "stalled" });
  expect(await readdir(clone.parent)).toEqual([]);
});

test("a partial clone fetches file contents when they are needed, with the same credentials", async () => {
  const { server, root } = await serve({ username: "a person", password: secret });
  await makeBareRepository(root, "name.git");
  const clone = await prepareClone(`${server.url}/name.git`, { credentials, partial: true });
  expect(await clone.run()).toMatchObject({ partial: true });
  expect(await readFile(path.join(clone.target, "a.txt"), "utf8")).toBe("one\n");
  expect(await personGit(clone.target, "config", "remote.origin.partialclonefilter")).toBe(
    "blob:none",
  );
});

test("submodules and large files are told of, and nothing of them is started", async () => {
  const { server, root } = await serve();
  await makeBareRepository(root, "name.git", {
    ".gitmodules":
      '[submodule "lib"]\n\tpath = vendor/lib\n\turl = ext::sh -c "touch evidence"\n\tupdate = !touch evidence\n',
    ".gitattributes": "*.bin filter=lfs diff=lfs merge=lfs -text\n",
  });
  const clone = await prepareClone(`${server.url}/name.git`);
  expect(await clone.run()).toEqual({
    submodules: [{ path: "vendor/lib", url: 'ext::sh -c "touch evidence"'.replaceAll('"', "") }],
    largeFiles: "not_fetched",
    partial: false,
  });
});

test("no hook of the person's template is put into the clone or started", async () => {
  const { server, root } = await serve();
  await makeBareRepository(root, "name.git");
  const clone = await prepareClone(`${server.url}/name.git`);
  const hooks = path.join(clone.home, "template", "hooks");
  await mkdir(hooks, { recursive: true });
  const evidence = path.join(clone.folder, "evidence");
  await writeFile(path.join(hooks, "post-checkout"), `#!/bin/sh\ntouch ${evidence}\n`, {
    mode: 0o755,
  });
  await writeFile(
    path.join(clone.home, ".gitconfig"),
    `[init]\n\ttemplateDir = ${path.dirname(hooks)}\n[core]\n\thooksPath = ${hooks}\n`,
  );
  await clone.run();
  expect(await readdir(path.join(clone.target, ".git"))).not.toContain("hooks");
  await expect(access(evidence)).rejects.toThrow("ENOENT");
});

import { mkdtemp, readdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createSocketClient } from "../demo/client.ts";
import { testAgent } from "../testing/create-test-api.ts";
import { follow, has } from "../testing/follow.ts";
import { makeRepository } from "../testing/repositories.ts";
import { startServerProcess, type ServerProcess } from "../testing/server-process.ts";

let scratch: string;
let home: string;
let servers: ServerProcess[];
let sockets: { close: () => Promise<void> }[];

beforeEach(async () => {
  scratch = await realpath(await mkdtemp(path.join(os.tmpdir(), "signalbox-server-")));
  home = path.join(scratch, "home");
  servers = [];
  sockets = [];
});

afterEach(async () => {
  await Promise.all(sockets.map((socket) => socket.close()));
  await Promise.all(servers.map((server) => server.process.stop()));
  await rm(scratch, { recursive: true, force: true });
});

async function start(env?: Record<string, string>): Promise<ServerProcess> {
  const server = await startServerProcess(home, env);
  servers.push(server);
  return server;
}

/** Start a server and connect to it. */
async function serve() {
  const server = await start();
  const url = await server.ready;
  const token = (await readFile(path.join(home, "token"), "utf8")).trim();
  const socket = createSocketClient({ url, token });
  sockets.push(socket);
  return { server, url, client: socket.client, close: socket.close };
}

/** Open a session whose agent waits to be told, and start a run in it. */
async function startWaitingRun(client: Awaited<ReturnType<typeof serve>>["client"]) {
  const { id } = await client.repositories.add.mutate({ path: await makeRepository(scratch) });
  await client.settings.update.mutate({ agents: [testAgent("until-told")] });
  const session = await client.sessions.create.mutate({ repositoryId: id, agent: "until-told" });
  const run = await client.runs.start.mutate({ sessionId: session.id, prompt: "wait" });
  const events = await follow({ client }, run.id, { isEnough: has("output") });
  return { session, run, seen: events.length };
}

test.each(["SIGKILL", "SIGTERM"] as const)(
  "a run goes on when its server ends by %s, and the next server shows every event to its end",
  async (signal) => {
    const first = await serve();
    const { session, run, seen } = await startWaitingRun(first.client);
    process.kill(first.server.process.pid, signal);
    await first.server.process.exited;

    const second = await serve();
    const found = await second.client.runs.get.query({ id: run.id });
    expect(found.status).toBe("running");
    const { events } = await second.client.runs.events.query({ runId: run.id });
    expect(events.map((event) => event.seq).slice(0, seen)).toEqual(
      Array.from({ length: seen }, (_, index) => index + 1),
    );
    await writeFile(path.join(session.worktreePath, "go"), "");
    const all = await follow({ client: second.client }, run.id);
    expect(all.map((event) => event.seq)).toEqual(all.map((_, index) => index + 1));
    expect(all.at(-1)).toMatchObject({ type: "run.ended", reason: "completed" });
    expect((await second.client.sessions.get.query({ id: session.id })).status).toBe("completed");
  },
);

test("a run that ended while no server was there is shown as it ended", async () => {
  const first = await serve();
  const { session, run } = await startWaitingRun(first.client);
  process.kill(first.server.process.pid, "SIGKILL");
  await first.server.process.exited;
  await writeFile(path.join(session.worktreePath, "go"), "");

  const second = await serve();
  const all = await follow({ client: second.client }, run.id);
  expect(all.at(-1)).toMatchObject({ reason: "completed" });
  expect(await second.client.runs.get.query({ id: run.id })).toMatchObject({
    status: "completed",
    lastSeq: all.length,
  });
});

test("a runner that is killed leaves a run that ended as runner_lost, and no process", async () => {
  const { client } = await serve();
  const { session, run } = await startWaitingRun(client);
  const file = path.join(home, "runs", run.id, "runner.json");
  const { pid } = JSON.parse(await readFile(file, "utf8"));
  process.kill(pid, "SIGKILL");
  const events = await follow({ client }, run.id);
  expect(events.at(-1)).toMatchObject({ type: "run.ended", reason: "runner_lost" });
  expect((await client.sessions.get.query({ id: session.id })).status).toBe("error");
});

test("SIGTERM ends an idle server well, with exit code 0", async () => {
  const { server } = await serve();
  process.kill(server.process.pid, "SIGTERM");
  expect(await server.process.exited).toMatchObject({ exitCode: 0 });
});

test("of two servers started at once on one home, one serves and the other says so and exits", async () => {
  const both = [await start(), await start()];
  const outcomes = await Promise.allSettled(both.map((server) => server.ready));
  const failed = outcomes.findIndex((outcome) => outcome.status === "rejected");
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await both[failed]?.process.exited).toMatchObject({ exitCode: 1 });
  expect(both[failed]?.output()).toContain("Another Signalbox server");
});

test("a second server on a home says where the first one is", async () => {
  const { url, server } = await serve();
  const second = await start();
  expect(await second.process.exited).toMatchObject({ exitCode: 1 });
  expect(second.output()).toContain(url);
  expect(second.output()).toContain(String(server.process.pid));
});

test("a taken port is said with what to do", async () => {
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, "127.0.0.1", resolve));
  const address = blocker.address();
  const port = typeof address === "object" ? address?.port : 0;
  const server = await start({ SIGNALBOX_PORT: String(port) });
  expect(await server.process.exited).toMatchObject({ exitCode: 1 });
  expect(server.output()).toContain("SIGNALBOX_PORT");
  await new Promise((resolve) => blocker.close(resolve));
});

test.each([
  [{ SIGNALBOX_HOST: "0.0.0.0" }, "SIGNALBOX_PUBLIC_URL"],
  [{ SIGNALBOX_HOST: "192.0.2.1" }, "SIGNALBOX_PUBLIC_URL"],
  [{ SIGNALBOX_HOST: "::" }, "SIGNALBOX_PUBLIC_URL"],
  [{ SIGNALBOX_HOST: "0.0.0.0", SIGNALBOX_PUBLIC_URL: "http://x.example" }, "SIGNALBOX_PUBLIC_URL"],
  [{ SIGNALBOX_PORT: "http" }, "SIGNALBOX_PORT"],
  [{ SIGNALBOX_PORT: "70000" }, "SIGNALBOX_PORT"],
])("a start with %j is refused, with %s named", async (env, named) => {
  const server = await start(env);
  expect(await server.process.exited).toMatchObject({ exitCode: 1 });
  expect(server.output()).toContain(named);
  expect(server.output()).not.toContain("node_modules");
});

test("a home that cannot be written is said in a sentence", async () => {
  await writeFile(home, "a file, not a folder");
  const server = await start();
  expect(await server.process.exited).toMatchObject({ exitCode: 1 });
  expect(server.output()).toContain(home);
});

test("a server that is told to stop finishes the sessions that it is making", async () => {
  const first = await serve();
  const { id } = await first.client.repositories.add.mutate({
    path: await makeRepository(scratch),
  });
  const making = Array.from({ length: 5 }, () =>
    first.client.sessions.create.mutate({ repositoryId: id }),
  );
  const settled = Promise.allSettled(making);
  await Promise.any(making);
  process.kill(first.server.process.pid, "SIGTERM");
  expect(await first.server.process.exited).toMatchObject({ exitCode: 0 });
  await first.close();
  await settled;
  const worktrees = await readdir(path.join(home, "worktrees"));

  const second = await serve();
  const { items } = await second.client.sessions.list.query({});
  expect(items.map((session) => path.basename(session.worktreePath)).toSorted()).toEqual(
    worktrees.toSorted(),
  );
});

test("without git on the PATH the answer is to install it", async () => {
  const server = await start({ PATH: "" });
  const url = await server.ready;
  const token = (await readFile(path.join(home, "token"), "utf8")).trim();
  const response = await fetch(`${url}/trpc/repositories.add`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ path: scratch }),
  });
  expect(await response.json()).toMatchObject({
    error: {
      data: { domain: { code: "GIT_FAILED", help: [expect.stringContaining("Install git")] } },
    },
  });
});

import { readFile } from "node:fs/promises";
import path from "node:path";
import { createSocketClient, makeRepository, startServerProcess } from "@signalbox/api/testing";
import type { AgentDefinition } from "@signalbox/shared";

export type Client = ReturnType<typeof createSocketClient>["client"];

/** The built server as a process of its own, with one repository and the bench's agents. */
export interface BenchServer {
  url: string;
  token: string;
  /** Signs one browser in. */
  link: string;
  client: Client;
  repositoryId: string;
  /** Resident memory of the server now, in bytes. */
  memoryBytes(): Promise<number>;
  /** Processor time that the server has used so far, in ms. */
  cpuMs(): Promise<number>;
  stop(): Promise<void>;
}

/** Linux counts processor time in hundredths of a second. */
const clockTickMs = 10;

/** Start a server on `<scratch>/home`. */
export async function startServer(
  scratch: string,
  agents: AgentDefinition[],
): Promise<BenchServer> {
  const home = path.join(scratch, "home");
  const server = await startServerProcess(home);
  const url = await server.ready;
  const token = (await readFile(path.join(home, "token"), "utf8")).trim();
  const socket = createSocketClient({ url, token });
  const { client } = socket;
  await client.settings.update.mutate({
    agents,
    maxConcurrentRuns: 64,
    maxConcurrentRunsPerRepository: 64,
  });
  const repository = await makeRepository(scratch);
  const { id: repositoryId } = await client.repositories.add.mutate({ path: repository });
  const proc = (file: string) => readFile(`/proc/${server.process.pid}/${file}`, "utf8");
  return {
    url,
    token,
    link: /^Signalbox is ready at (\S+)$/m.exec(server.output())?.[1] ?? url,
    client,
    repositoryId,
    async memoryBytes() {
      const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(await proc("status"))?.[1];
      return Number(kilobytes) * 1024;
    },
    async cpuMs() {
      const stat = await proc("stat");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return (Number(fields[11]) + Number(fields[12])) * clockTickMs;
    },
    async stop() {
      await socket.close();
      process.kill(server.process.pid, "SIGTERM");
      await server.process.exited;
    },
  };
}

/** Open a session and start a run of one iteration in it. */
export async function startRun(
  { client, repositoryId }: BenchServer,
  agent: string,
): Promise<{ runId: string; sessionId: string }> {
  const session = await client.sessions.create.mutate({ repositoryId, agent });
  const run = await client.runs.start.mutate({
    sessionId: session.id,
    prompt: "bench",
    budget: { maxIterations: 1 },
  });
  return { runId: run.id, sessionId: session.id };
}

import { readdir, readFile, realpath, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { makeRepository, startServerProcess, type ServerProcess } from "@signalbox/api/testing";
import { openJournal, runFolder, type Journal } from "@signalbox/runner";
import type { AgentDefinition } from "@signalbox/shared";
import { connect } from "./client.ts";

/** A server that may die, its data folder that stays, and a repository to work on. */
export interface World {
  home: string;
  url: string;
  token: string;
  repositoryId: string;
  server(): ServerProcess;
  /** Start the server again, on the same port and data folder. */
  start(): Promise<void>;
  /** Send the server a signal; resolves when it has exited, for those that end it. */
  kill(signal: "SIGKILL" | "SIGTERM"): Promise<void>;
  journal(runId: string): Journal;
  /** Every live process that has to do with this world, but its server: `pid command`. */
  processes(): Promise<string[]>;
  end(): Promise<void>;
}

/** A settings entry for one of the programs in `agents/`. */
export function chaosAgent(name: "flood" | "hydra", ...args: (string | number)[]): AgentDefinition {
  const file = fileURLToPath(new URL(`agents/${name}.mjs`, import.meta.url));
  const command = [process.execPath, file, ...args.map(String)];
  return { id: name, name, protocol: "command", command };
}

export async function createWorld(
  agents: AgentDefinition[],
  options: { home?: string } = {},
): Promise<World> {
  const scratch = await realpath(await mkdtemp(path.join(os.tmpdir(), "signalbox-chaos-")));
  const home = options.home ?? path.join(scratch, "home");
  const port = await freePort();
  const boot = () =>
    startServerProcess(home, { SIGNALBOX_PORT: String(port), CHAOS_WORLD: scratch });
  let server = await boot();
  const url = await server.ready;
  const token = (await readFile(path.join(home, "token"), "utf8")).trim();
  const { client, close } = connect({ url, token });
  await client.settings.update.mutate({
    agents,
    maxConcurrentRuns: 64,
    maxConcurrentRunsPerRepository: 64,
  });
  const { id: repositoryId } = await client.repositories.add.mutate({
    path: await makeRepository(scratch),
  });
  await close();
  return {
    home,
    url,
    token,
    repositoryId,
    server: () => server,
    async start() {
      server = await boot();
      await server.ready;
    },
    async kill(signal) {
      process.kill(server.process.pid, signal);
      await server.process.exited;
    },
    journal: (runId) => openJournal(runFolder(path.join(home, "runs", runId)).journal),
    processes: () => processesOf(scratch, server.process.pid),
    async end() {
      await server.process.stop();
      await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** The tests' own eye on /proc, apart from the product's: what has the folder in its environment, arguments or working folder. */
async function processesOf(folder: string, serverPid: number): Promise<string[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(
    pids
      .filter((pid) => pid !== process.pid && pid !== serverPid)
      .map(async (pid) => {
        const read = (file: string) => readFile(`/proc/${pid}/${file}`, "utf8").catch(() => "");
        const [argv, environment, stat] = await Promise.all([
          read("cmdline"),
          read("environ"),
          read("stat"),
        ]);
        const isDead = stat === "" || stat.slice(stat.lastIndexOf(")") + 2).startsWith("Z");
        const isOurs = argv.includes(folder) || environment.includes(folder);
        return !isDead && isOurs ? `${pid} ${argv.replaceAll("\0", " ").trim()}` : null;
      }),
  );
  return found.filter((entry) => entry !== null);
}

import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { spawnProcess, type SupervisedProcess } from "@signalbox/host/process";

const serverProgram = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

/** The built server as a process of its own, for what only a process can show: signals, crashes, exit codes. */
export interface ServerProcess {
  process: SupervisedProcess;
  /** Resolves with the address once the server says that it is ready; rejects with its words when it ends before. */
  ready: Promise<string>;
  /** Everything it wrote so far. */
  output: () => string;
}

export async function startServerProcess(
  home: string,
  env: Record<string, string> = {},
): Promise<ServerProcess> {
  const child = await spawnProcess({
    command: [process.execPath, serverProgram],
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      SIGNALBOX_HOME: home,
      SIGNALBOX_PORT: "0",
      ...env,
    },
  });
  const lines: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => lines.push(line));
  const ready = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      lines.push(line);
      const url = /^Signalbox is ready at (\S+?)\/\?token=/.exec(line)?.[1];
      if (url !== undefined) resolve(url);
    });
    void child.exited.then(() => reject(new Error(`The server ended:\n${lines.join("\n")}`)));
  });
  // A test that expects the end does not ask for readiness.
  ready.catch(() => {});
  return { process: child, ready, output: () => lines.join("\n") };
}

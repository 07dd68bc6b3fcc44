import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { AppRouter } from "@signalbox/api/router";
import { createTRPCClient, httpLink, type TRPCClient } from "@trpc/client";

const projectRoot = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const serverProgram = join(projectRoot, "apps", "api", "dist", "main.js");

const readyLine = /^Signalbox is ready at ((http:\/\/127\.0\.0\.1:(\d+))\/\?token=\S+)$/;

/** A first start migrates a fresh database; on two busy cores that stays far below this. */
const readyTimeoutMs = 60_000;

/** The real built server, on a data folder of its own and a free port. */
export class SignalboxServer {
  /** The data folder, SIGNALBOX_HOME. */
  readonly home: string;
  /** `http://127.0.0.1:<port>`, without a slash at the end. The port stays the same over restarts. */
  url = "";
  /** The link that signs a browser in; a new one after each start. */
  link = "";
  /** The bearer token for programs, as in `<home>/token`. */
  token = "";

  #environment: Record<string, string>;
  #process: ChildProcess | null = null;
  #port = 0;
  #log: string[] = [];

  constructor(options: { home: string; environment: Record<string, string> }) {
    this.home = options.home;
    this.#environment = options.environment;
  }

  /** A typed client that calls as a program does, over HTTP with the bearer token. */
  get client(): TRPCClient<AppRouter> {
    return createTRPCClient<AppRouter>({
      links: [
        httpLink({
          url: `${this.url}/trpc`,
          headers: { authorization: `Bearer ${this.token}` },
        }),
      ],
    });
  }

  /** Everything that the server printed, over all its starts. */
  get log(): string {
    return this.#log.join("\n");
  }

  get isRunning(): boolean {
    return this.#process !== null;
  }

  /** Starts the server; resolves when it says that it is ready. Rejects with its output when it ends or stays silent. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [serverProgram], {
      cwd: dirname(this.home),
      env: {
        ...this.#environment,
        SIGNALBOX_HOME: this.home,
        SIGNALBOX_PORT: String(this.#port),
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#process = child;
    child.once("exit", () => {
      this.#process = null;
    });
    createInterface({ input: child.stderr }).on("line", (line) => this.#log.push(line));
    const [, link, url, port] = await this.#waitForReady(child);
    this.link = link ?? "";
    this.url = url ?? "";
    this.#port = Number(port);
    this.token = (await readFile(join(this.home, "token"), "utf8")).trim();
  }

  /** Ends the server and resolves when it has exited. Its runs go on. */
  async stop(options: { signal?: NodeJS.Signals } = {}): Promise<void> {
    const child = this.#process;
    if (child === null) {
      return;
    }
    const exited = once(child, "exit");
    child.kill(options.signal ?? "SIGTERM");
    await exited;
  }

  /** Stops and starts again on the same port and data folder; `SIGKILL` is a crash. */
  async restart(options: { signal?: NodeJS.Signals } = {}): Promise<void> {
    await this.stop(options);
    await this.start();
  }

  #waitForReady(child: ChildProcess): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      const fail = (what: string) => {
        reject(new Error(`The server ${what}. Its output:\n${this.log}`));
      };
      const timer = setTimeout(() => {
        child.kill("SIGKILL");
        fail(`was not ready within ${readyTimeoutMs} ms`);
      }, readyTimeoutMs);
      child.once("close", (code, signal) => {
        clearTimeout(timer);
        fail(`ended before it was ready (${signal ?? `exit code ${code}`})`);
      });
      if (child.stdout === null) {
        throw new Error("the server's output is not piped");
      }
      createInterface({ input: child.stdout }).on("line", (line) => {
        this.#log.push(line);
        const match = readyLine.exec(line);
        if (match) {
          clearTimeout(timer);
          resolve(match);
        }
      });
    });
  }
}

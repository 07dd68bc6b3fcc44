import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { onTestFinished } from "vitest";

/** A program outside this package, bundled by Vite as the server is: only `@signalbox/db` itself is in its node_modules. */
export async function bundleProgram(): Promise<{ path: string; remove(): Promise<void> }> {
  const root = await mkdtemp(join(tmpdir(), "signalbox-db-program-"));
  const packageDirectory = fileURLToPath(new URL("../..", import.meta.url));
  await mkdir(join(root, "node_modules", "@signalbox"), { recursive: true });
  await symlink(packageDirectory, join(root, "node_modules", "@signalbox", "db"));
  await writeFile(join(root, "package.json"), JSON.stringify({ type: "module" }));
  await build({
    root,
    configFile: false,
    logLevel: "error",
    build: {
      ssr: fileURLToPath(new URL("./program.ts", import.meta.url)),
      target: "node20",
      rolldownOptions: { output: { entryFileNames: "main.js" } },
    },
  });
  return {
    path: join(root, "dist", "main.js"),
    remove: () => rm(root, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** What the program says after it tried to open the database. */
export interface Outcome {
  opened: boolean;
  code?: string;
  help?: string[];
  report?: { applied: string[]; recorded: string[] };
}

/** The program, started and waiting at the door. */
export interface RunningProgram {
  child: ChildProcess;
  /** Lets it open the database; resolves with how that went. */
  open(): Promise<Outcome>;
  /** Ends it in order, or at once with a signal; resolves when it is gone. */
  end(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts the bundled program on a data folder; resolves when it is about to open it. Killed when the test ends. */
export async function startProgram(
  path: string,
  ...programArguments: string[]
): Promise<RunningProgram> {
  const child = spawn(process.execPath, [path, ...programArguments], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const gone = once(child, "exit");
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await gone;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<Outcome> => {
    const line = await lines.next();
    if (line.done === true) throw new Error("the program ended without a word");
    return JSON.parse(line.value);
  };
  await nextLine();
  return {
    child,
    open() {
      child.stdin.write("open\n");
      return nextLine();
    },
    async end(signal) {
      if (signal === undefined) child.stdin.end();
      else child.kill(signal);
      await gone;
    },
  };
}

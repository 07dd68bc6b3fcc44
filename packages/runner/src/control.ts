import { appendFile, mkdir, open } from "node:fs/promises";
import { watch, type FSWatcher } from "node:fs";
import { z } from "zod";
import { runFolder } from "./run-folder.ts";

const requestSchema = z.object({
  at: z.string(),
  type: z.literal("stop"),
  /** End every process at once instead of letting the agent end. */
  force: z.boolean(),
});
export type StopRequest = z.infer<typeof requestSchema>;

/** The longest stretch of the control file that is read at once: requests are tiny. */
const maxReadBytes = 65_536;

/** Asks a run's runner to stop; it also works before the runner is up. Resolves when the request is on disk. */
export async function requestStop(folder: string, options: { force: boolean }): Promise<void> {
  const request: StopRequest = { at: new Date().toISOString(), type: "stop", force: options.force };
  const { control } = runFolder(folder);
  // The run may just be starting: its folder is then not there yet.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await appendFile(control, `${JSON.stringify(request)}\n`, { mode: 0o600, flush: true });
}

/** The runner's side of the control file. */
export interface ControlInbox {
  /** Reads what is new; each request is given to the listener once, in order. */
  check(): Promise<void>;
  close(): void;
}

/** Watches a run's control file. Calls `onRequest` for requests that are already there by the time this resolves. */
export async function openControl(
  folder: string,
  onRequest: (request: StopRequest) => void,
): Promise<ControlInbox> {
  const { control } = runFolder(folder);
  const file = await open(control, "a+", 0o600);
  let position = 0;
  let checking: Promise<void> = Promise.resolve();

  async function readNew(): Promise<void> {
    const buffer = Buffer.allocUnsafe(maxReadBytes);
    const { bytesRead } = await file.read(buffer, 0, maxReadBytes, position);
    const whole = buffer.subarray(0, bytesRead).lastIndexOf(10) + 1;
    position += whole;
    for (const line of buffer.toString("utf8", 0, whole).split("\n")) {
      const request = parse(line);
      if (request !== null) onRequest(request);
    }
  }

  const check = () => {
    checking = checking.then(readNew).catch(() => {});
    return checking;
  };
  const watcher = watchFile(control, () => void check());
  await check();
  return {
    check,
    close() {
      watcher?.close();
      void checking.then(() => file.close()).catch(() => {});
    },
  };
}

/** The file itself is watched, not its folder: the journal beside it changes all the time. */
function watchFile(path: string, onChange: () => void): FSWatcher | null {
  try {
    const watcher = watch(path, onChange);
    watcher.on("error", () => watcher.close());
    return watcher;
  } catch {
    // No more watches on this system: the heartbeat's look is enough.
    return null;
  }
}

function parse(line: string): StopRequest | null {
  try {
    return requestSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

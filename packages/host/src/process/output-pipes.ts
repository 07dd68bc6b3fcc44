import { execFile } from "node:child_process";
import { close as closeDescriptor, constants, open as openDescriptor } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { promisify } from "node:util";

/** Making two files takes a few milliseconds; a disk that hangs must not hang a start. */
const makeTimeoutMs = 5_000;

const open = promisify(openDescriptor);
const close = promisify(closeDescriptor);

/** Pipes for what a program prints: our ends, and the descriptors to start it with. */
export interface OutputPipes {
  stdout: Readable;
  stderr: Readable;
  /** The program's standard output and error. */
  writers: readonly number[];
  /** Closes the program's ends here: to be called once it runs, since a pipe ends with its last writer. */
  release(): Promise<void>;
}

/**
 * Makes pipes as a shell does. What Node starts programs with are sockets: a write of one line costs both sides half as much
 * again, and a script that opens /dev/stdout or /dev/stderr gets an error. Node cannot make a pipe by itself, so they have names for a
 * moment. (Not for the input: opening /dev/stdin again would wait for ever once everything is written.) Resolves to null where that
 * does not work (no mkfifo, a full disk): sockets do as well.
 */
export async function makeOutputPipes(): Promise<OutputPipes | null> {
  const readers: Socket[] = [];
  const writers: number[] = [];
  const release = async () => {
    await Promise.all(writers.splice(0).map((descriptor) => close(descriptor)));
  };
  let folder: string | null = null;
  try {
    folder = await mkdtemp(join(tmpdir(), "signalbox-pipes-"));
    const paths = [join(folder, "1"), join(folder, "2")];
    await promisify(execFile)("mkfifo", paths, { timeout: makeTimeoutMs });
    for (const path of paths) {
      // Only our end does not block: a program expects a pipe that does.
      const fd = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
      const writer = await open(path, constants.O_WRONLY).finally(() => {
        // The socket owns its descriptor. Not made before there is a writer, without whom it might see an end.
        readers.push(new Socket({ fd, readable: true, writable: false }));
      });
      writers.push(writer);
    }
    const [stdout, stderr] = readers;
    if (stdout === undefined || stderr === undefined) throw new Error("a pipe is missing");
    return { stdout, stderr, writers, release };
  } catch {
    for (const reader of readers) reader.destroy();
    await release();
    return null;
  } finally {
    if (folder !== null) await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

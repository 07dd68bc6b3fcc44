import { mkdir, open } from "node:fs/promises";
import path from "node:path";
import { pino, type Logger } from "pino";

/**
 * The server's log: JSON lines in `<home>/logs/server.log`, so that the terminal stays readable. Secrets are left out.
 * A line that cannot be written, on a full disk, is lost: pino's own destination would take the server down with it.
 * `close` resolves when everything before it is written.
 */
export async function openLog(home: string): Promise<{ log: Logger; close: () => Promise<void> }> {
  const directory = path.join(home, "logs");
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const file = await open(path.join(directory, "server.log"), "a", 0o600);
  let writing: Promise<unknown> = Promise.resolve();
  const write = (line: string) => {
    // There is nowhere to say that a line could not be written.
    writing = writing.then(() => file.appendFile(line)).catch(() => undefined);
  };
  const log = pino(
    { redact: ["*.headers.authorization", "*.headers.cookie", "*.token"] },
    { write },
  );
  return {
    log,
    async close() {
      await writing;
      await file.close();
    },
  };
}

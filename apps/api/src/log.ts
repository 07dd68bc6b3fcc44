import { openSync, writeSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { pino, type Logger } from "pino";

/**
 * The server's log: JSON lines in `<home>/logs/server.log`, so that the terminal stays readable. Secrets are left out.
 * A line that cannot be written, on a full disk, is lost: pino's own destination would take the server down with it.
 */
export async function createLog(home: string): Promise<Logger> {
  const directory = path.join(home, "logs");
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const file = openSync(path.join(directory, "server.log"), "a", 0o600);
  const write = (line: string) => {
    try {
      writeSync(file, line);
    } catch {
      // There is nowhere to say so.
    }
  };
  return pino({ redact: ["*.headers.authorization", "*.headers.cookie", "*.token"] }, { write });
}

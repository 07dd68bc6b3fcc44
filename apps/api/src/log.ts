import { mkdir } from "node:fs/promises";
import path from "node:path";
import { pino, type Logger } from "pino";

/** The server's log: JSON lines in `<home>/logs/server.log`, so that the terminal stays readable. Secrets are left out. */
export async function createLog(home: string): Promise<Logger> {
  const directory = path.join(home, "logs");
  await mkdir(directory, { recursive: true, mode: 0o700 });
  return pino(
    { redact: ["*.headers.authorization", "*.headers.cookie", "*.token"] },
    pino.destination({ dest: path.join(directory, "server.log"), mkdir: false, mode: 0o600 }),
  );
}

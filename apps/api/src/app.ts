import { mkdir, realpath } from "node:fs/promises";
import path from "node:path";
import { openDatabase, type MigrationReport } from "@signalbox/db";
import { createServices } from "./create-services.ts";
import { createHttpServer, portOf } from "./http/server.ts";
import { openLog } from "./log.ts";
import { writeServerFile } from "./server-file.ts";
import { loadToken, Secrets } from "./security/secrets.ts";

export interface AppOptions {
  /** Signalbox's data folder; made when it is not there. */
  home: string;
  host: string;
  /** 0 takes any free port. */
  port: number;
  publicUrl: URL | null;
  personHome: string;
  agentEnv: Readonly<Record<string, string | undefined>>;
  /** The built web app; null serves the API alone. */
  webDirectory: string | null;
  version: string;
}

export interface App {
  /** Where the server listens: `http://host:port`. */
  url: string;
  token: string;
  /** What the start had to do to the database. */
  migrations: MigrationReport;
  /** A link that lets one browser in, once. */
  newLink(): string;
  /** Stop serving. Runs go on: their runners need no server. */
  close(): Promise<void>;
}

/**
 * Start a server: database, services, what an earlier server left, then the port.
 * @throws DatabaseError when the data folder cannot be used; Error EADDRINUSE when the port is taken
 */
export async function createApp(options: AppOptions): Promise<App> {
  const database = await openDatabase({ home: options.home });
  const closers: (() => Promise<unknown>)[] = [() => database.close()];
  const close = async () => {
    for (const closer of closers.splice(0).toReversed()) await closer();
  };
  try {
    const home = await realpath(options.home);
    await mkdir(path.join(home, "worktrees"), { recursive: true, mode: 0o700 });
    const { log, close: closeLog } = await openLog(home);
    closers.push(closeLog);
    const secrets = new Secrets(await loadToken(home));
    const created = createServices({ ...options, home, log, client: database.client });
    closers.push(created.close);
    // Before the first request: whoever asks for a going run finds it followed.
    await created.recover();
    const server = await createHttpServer({ ...options, ...created, secrets, log });
    closers.push(() => server.close());
    await server.listen({ host: options.host, port: options.port });
    const url = publicAddress(options.host, portOf(server));
    created.begin();
    closers.push(await writeServerFile(home, url));
    return {
      url,
      token: secrets.token,
      migrations: database.report,
      newLink: () =>
        `${options.publicUrl?.origin ?? url}/?token=${encodeURIComponent(secrets.newLinkCode())}`,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function publicAddress(host: string, port: number): string {
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { startHttpGitServer } from "@signalbox/host/testing";
import { test as base } from "./fixtures.ts";
import { makeRepository } from "./repositories.ts";

const run = promisify(execFile);

type ServerOptions = Omit<Parameters<typeof startHttpGitServer>[0], "root">;
type HttpGitServer = Awaited<ReturnType<typeof startHttpGitServer>>;

/** With real git servers: `serveGit` starts one for the bare repositories below `<folder>/served`; it ends with the test. */
export const test = base.extend<{ serveGit: (options?: ServerOptions) => Promise<HttpGitServer> }>({
  serveGit: async ({ folder }, use) => {
    const servers: HttpGitServer[] = [];
    const root = join(folder, "served");
    await mkdir(root);
    await use(async (options) => {
      const server = await startHttpGitServer({ root, ...options });
      servers.push(server);
      return server;
    });
    await Promise.all(servers.map((server) => server.close()));
  },
});

/** `<folder>/served/<name>.git`, with one commit of `bytes` bytes that cannot be packed any smaller. */
export async function serveRepository(folder: string, name: string, bytes = 1_000): Promise<void> {
  const work = await makeRepository(join(folder, "origin"), name);
  await writeFile(join(work, "data.bin"), randomBytes(bytes));
  const git = (...args: string[]) => run("git", args, { cwd: work });
  await git("config", "core.compression", "0");
  await git("add", "data.bin");
  const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.invalid"];
  await git(...identity, "commit", "--quiet", "-m", "Data");
  await git("clone", "--quiet", "--bare", work, join(folder, "served", `${name}.git`));
}

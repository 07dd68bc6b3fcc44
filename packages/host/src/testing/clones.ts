import { createWriteStream } from "node:fs";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdir, readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { parseCloneSource, type CloneCredentials, type CloneProgress } from "@signalbox/shared";
import { answersFor, cloneRepository, type CloneOptions } from "../git/index.ts";
import { temporaryFolder, testEnv } from "./processes.ts";
import { personGit, writeFiles } from "./repositories.ts";

/** Makes `<root>/<name>`, a bare repository with one commit of these files on `main`. */
export async function makeBareRepository(
  root: string,
  name: string,
  files: Record<string, string> = { "a.txt": "one\n" },
): Promise<string> {
  const work = path.join(await temporaryFolder(), "work");
  await mkdir(work);
  await personGit(work, "init", "-q", "-b", "main");
  await writeFiles(work, files);
  return publish(work, path.join(root, name));
}

/** Makes `<root>/<name>`, a bare repository with a file of so many random bytes. */
export async function makeLargeRepository(root: string, name: string, bytes: number) {
  const work = path.join(await temporaryFolder(), "work");
  await mkdir(work);
  await personGit(work, "init", "-q", "-b", "main");
  // Random bytes cannot be packed any smaller: git must not try.
  await personGit(work, "config", "core.compression", "0");
  await personGit(work, "config", "core.bigFileThreshold", "1m");
  const file = createWriteStream(path.join(work, "large.bin"));
  const piece = 4_194_304;
  for (let left = bytes; left > 0; left -= piece) {
    if (!file.write(randomBytes(Math.min(piece, left)))) await once(file, "drain");
  }
  file.end();
  await once(file, "close");
  return publish(work, path.join(root, name));
}

async function publish(work: string, target: string): Promise<string> {
  await personGit(work, "add", "-A");
  const identity = ["-c", "user.name=A Person", "-c", "user.email=person@example.org"];
  await personGit(work, ...identity, "commit", "-q", "-m", "first");
  await personGit(path.dirname(target), "clone", "-q", "--bare", work, target);
  return target;
}

/** One clone into a folder of the test, with an environment of its own. */
export async function prepareClone(
  url: string,
  options: Partial<Omit<CloneOptions, "answers">> & {
    credentials?: CloneCredentials;
    env?: Record<string, string>;
  } = {},
) {
  const folder = await temporaryFolder();
  const privateFolder = path.join(folder, "private");
  const home = path.join(folder, "home");
  const parent = path.join(folder, "parent");
  for (const made of [privateFolder, home, parent]) await mkdir(made, { mode: 0o700 });
  const target = path.join(parent, "target");
  const progress: CloneProgress[] = [];
  const cancel = new AbortController();
  const source = parseCloneSource(url, home);
  const { credentials, env, ...rest } = options;
  const answers = answersFor(source, credentials ?? null);
  if (answers === null) throw new Error("these credentials do not fit");
  const run = () =>
    cloneRepository({
      id: path.basename(folder),
      source,
      answers,
      trustHostKey: null,
      partial: false,
      target,
      cwd: parent,
      privateFolder,
      environment: { ...testEnv, HOME: home, GIT_CONFIG_NOSYSTEM: "1", ...env },
      signal: cancel.signal,
      onProgress: (step) => progress.push(step),
      ...rest,
    });
  return { run, cancel, target, parent, home, privateFolder, folder, progress };
}

/** Every file below a folder that holds the text. */
export async function filesWith(folder: string, text: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const held = await Promise.all(
    files.map(async ({ parentPath, name }) => {
      // git may take a file of its own away meanwhile.
      const content = await readFile(path.join(parentPath, name)).catch(() => "");
      return content.includes(text);
    }),
  );
  return files.filter((_, index) => held[index]).map(({ name }) => name);
}

/** Every process but this one whose arguments or environment hold the text, as far as they can be read. */
export async function processesWith(text: string): Promise<string[]> {
  const found: string[] = [];
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    if (Number(pid) === process.pid) continue;
    for (const name of ["cmdline", "environ"]) {
      const content = await readFile(`/proc/${pid}/${name}`, "utf8").catch(() => "");
      if (content.includes(text)) found.push(`${pid} ${name}`);
    }
  }
  return found;
}

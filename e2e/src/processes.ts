import { readdir, readFile, readlink } from "node:fs/promises";

/** A process that is alive, as a person would look for it. */
export interface FoundProcess {
  pid: number;
  command: string;
}

/**
 * Every live process that has to do with a folder: named in its environment or arguments, or its working folder. This is
 * the tests' own eye, apart from the product's, and sees what left its process group. Zombies are not alive. Resolves to an
 * empty list where there is no /proc.
 */
export async function processesOf(folder: string): Promise<FoundProcess[]> {
  const entries = await readdir("/proc").catch(() => []);
  const pids = entries.filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(
    pids.filter((pid) => pid !== process.pid).map((pid) => inspect(pid, folder)),
  );
  return found.filter((entry) => entry !== null);
}

async function inspect(pid: number, folder: string): Promise<FoundProcess | null> {
  // Unreadable: another person's process, or one that has just ended.
  const [environment, argv, cwd, stat] = await Promise.all([
    readFile(`/proc/${pid}/environ`, "utf8").catch(() => ""),
    readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => ""),
    readlink(`/proc/${pid}/cwd`).catch(() => ""),
    readFile(`/proc/${pid}/stat`, "utf8").catch(() => ""),
  ]);
  const state = stat.slice(stat.lastIndexOf(")") + 2, stat.lastIndexOf(")") + 3);
  const isOfFolder =
    environment.includes(folder) || argv.includes(folder) || cwd.startsWith(folder);
  if (!isOfFolder || state === "" || state === "Z") {
    return null;
  }
  return { pid, command: argv.replaceAll("\0", " ").trim() };
}

import { resolve } from "node:path";
import { quoted } from "./clone/askpass.ts";
import { gitEnvironment, type ConfigEntry } from "./environment.ts";
import { remoteUrl } from "./remotes.ts";
import { driversAt, type Git } from "./run-git.ts";

/** How git is made to speak with the other side of a remote. */
export interface OtherSide {
  /** The program of the other side. */
  program: string;
  env: Record<string, string>;
}

/**
 * The program that answers a fetch (`upload-pack`) or a push (`receive-pack`), and the transports it may be reached by. A folder of this
 * computer may be any repository with any hooks: there it is a git that starts nothing of what that one defines.
 */
export async function otherSide(
  git: Git,
  { worktree, remote }: { worktree: string; remote: string },
  program: "upload-pack" | "receive-pack",
): Promise<OtherSide> {
  const url = await remoteUrl(git, remote, program === "receive-pack" ? "push" : "fetch");
  const folder = localFolder(url);
  if (folder === null) {
    // Without `file`: the URL may be another one by now, or the first of several.
    return { program: `git-${program}`, env: { GIT_ALLOW_PROTOCOL: "https:http:ssh:git" } };
  }
  const env = gitEnvironment([...onThisComputer, ...(await disarmedAt(resolve(worktree, folder)))]);
  const settings = Object.entries(env).flatMap(([name, value = ""]) =>
    /^GIT_CONFIG_(COUNT|KEY_|VALUE_)/.test(name) ? [`${name}=${quoted(value)}`] : [],
  );
  // Git gives a helper on this computer none of its own settings; a shell starts it.
  return {
    program: [...settings, "git", program].join(" "),
    env: { GIT_ALLOW_PROTOCOL: "file" },
  };
}

/** A push must not check anything out over there, which would start filters, nor have a list read that may be any file. */
const onThisComputer: readonly ConfigEntry[] = [
  ["receive.fsckObjects", "false"],
  ["receive.denyCurrentBranch", "refuse"],
  ["receive.autogc", "false"],
];

/** The path of a URL that is a folder's; null for one of another computer. */
function localFolder(url: string): string | null {
  const file = /^file:\/\/([^]*)$/i.exec(url)?.[1];
  if (file !== undefined) return file;
  return url.includes("://") || /^[^/]*:/.test(url) ? null : url;
}

async function disarmedAt(folder: string): Promise<ConfigEntry[]> {
  // Git looks for the repository at these paths, in this order.
  for (const path of [folder, `${folder}.git`]) {
    const settings = await driversAt(path).catch(() => null);
    if (settings !== null) return settings;
  }
  return [];
}

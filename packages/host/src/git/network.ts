import type { ConfigEntry } from "./environment.ts";
import { openGit, type Git } from "./run-git.ts";
import { Semaphore } from "./semaphore.ts";

/** A push or fetch of much over a slow line. */
export const networkTimeoutMs = 600_000;

/** They may take minutes each, and must not keep what is local waiting. */
const networkProcesses = new Semaphore(4);

/** The transports that git may use. No other helper is started, whatever a remote of the repository names. */
const transports = "https:http:ssh:git:file";

/**
 * git for work with a remote: the person's own credential helpers are back, those of the repository are not, and no proxy program of it is
 * started. Prompts stay off.
 */
export async function openNetworkGit(
  worktree: string,
  extra: Readonly<Record<string, string | undefined>> = {},
): Promise<Git> {
  const plain = await openGit(worktree);
  const { stdout } = await plain(
    ["config", "--null", "--show-scope", "--get-regexp", networkPattern],
    // 1: no such setting.
    { okExitCodes: [0, 1] },
  );
  const { settings, sshCommand } = networkSettings(stdout);
  const environment = {
    ...(sshCommand === null ? {} : { GIT_SSH_COMMAND: sshCommand }),
    GIT_ALLOW_PROTOCOL: transports,
    GIT_PROXY_COMMAND: "",
    GCM_INTERACTIVE: "never",
    ...extra,
  };
  return openGit(worktree, environment, settings, networkProcesses);
}

/**
 * git that checks out files. In a partial clone it may fetch what is missing there, from the repository's own remotes on other computers
 * and as safely as `openNetworkGit`.
 */
export async function openCheckoutGit(repository: string): Promise<Git> {
  const plain = await openGit(repository);
  if (!plain.isPartialClone) return plain;
  // Not from a folder: git would start the program that the repository names for it.
  return openNetworkGit(repository, {
    GIT_NO_LAZY_FETCH: undefined,
    GIT_ALLOW_PROTOCOL: "https:http:ssh",
  });
}

const networkPattern = String.raw`^(credential|http)\.|^(fetch|receive)\.fsck\.skiplist$|^core\.sshcommand$`;

/** What the repository itself may not say of how its host is reached: it could write files, or lead a login astray. */
const refusedHttp: Readonly<Record<string, string>> = {
  cookiefile: "",
  savecookies: "false",
  proxy: "",
  curloptresolve: "",
  sslverify: "true",
};

/** The settings of the person's own files about logins, in their order, and what takes the place of the repository's. */
function networkSettings(listing: string): {
  settings: ConfigEntry[];
  /** The person's own way to start ssh. */
  sshCommand: string | null;
} {
  const fields = listing.split("\0");
  const settings: ConfigEntry[] = [];
  let sshCommand: string | null = null;
  for (let index = 0; index + 1 < fields.length; index += 2) {
    const scope = fields[index];
    const [name = "", ...value] = (fields[index + 1] ?? "").split("\n");
    const isOfRepository = scope === "local" || scope === "worktree";
    const isOfPerson = scope === "global" || scope === "system";
    const refused = refusedHttp[name.slice(name.lastIndexOf(".") + 1)];
    if (name.startsWith("credential.")) {
      if (isOfPerson) settings.push([name, value.join("\n")]);
    } else if (name === "core.sshcommand") {
      if (isOfPerson) sshCommand = value.join("\n");
    } else if (name.endsWith(".fsck.skiplist")) {
      // Git quotes a list that it cannot read, and of several it reads all: none is asked for.
      if (isOfRepository) settings.push([name.replace(".fsck.skiplist", ".fsckObjects"), "false"]);
    } else if (isOfRepository && refused !== undefined) {
      settings.push([name, refused]);
    }
  }
  return { settings, sshCommand };
}

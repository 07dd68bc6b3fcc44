import type { ConfigEntry } from "./environment.ts";

/** The keys by which a driver that a repository defines would start a program, and the value that keeps it from it. */
const disarmed: Record<string, readonly ConfigEntry[]> = {
  filter: [
    ["clean", ""],
    ["smudge", ""],
    ["process", ""],
    ["required", "false"],
  ],
  diff: [
    ["command", ""],
    ["textconv", ""],
  ],
  // What git does without a driver: an empty one would make it fail.
  merge: [["driver", "git merge-file --marker-size=%L %A %O %B"]],
  hook: [["enabled", "false"]],
  // Git LFS, when the person has it, filters and transfers by further programs: `lfs.extension.x.clean`, `lfs.customtransfer.x.path`.
  lfs: [
    ["clean", ""],
    ["smudge", ""],
    ["path", ""],
    ["standalonetransferagent", ""],
  ],
};

/** Which settings to list: every key of a driver's sub-section, and the remotes that objects may be left at. */
export const driverPattern = [
  `^(${Object.keys(disarmed).join("|")})\\..+\\.`,
  String.raw`^lfs\.standalonetransferagent$`,
  String.raw`^remote\..+\.promisor$`,
].join("|");

/** Whether a listing by `driverPattern` names a remote that objects may be left at: a partial clone has one. */
export function namesPromisor(listing: string): boolean {
  return listing.split("\0").some((name) => /^remote\..*\.promisor$/.test(name));
}

/**
 * Takes `git config --null --show-scope --name-only` apart and gives the settings that disarm every driver defined by the
 * repository itself. Drivers of the person's own configuration (git-lfs) are left alone.
 */
export function disarmDrivers(listing: string): ConfigEntry[] {
  const fields = listing.split("\0");
  const drivers = new Set<string>();
  for (let index = 0; index + 1 < fields.length; index += 2) {
    const scope = fields[index];
    const name = fields[index + 1] ?? "";
    if (scope === "local" || scope === "worktree") {
      drivers.add(name.slice(0, name.lastIndexOf(".")));
    }
  }
  return [...drivers].flatMap((driver) => {
    const [kind = ""] = driver.split(".", 1);
    const keys = disarmed[kind] ?? [];
    return keys.map(([key, value]): ConfigEntry => [`${driver}.${key}`, value]);
  });
}

/** The longest readable part of a branch's name: git and file systems allow more, people's screens do not. */
const maxSlugLength = 40;

/** A name of any script or length as a safe part of a branch and folder name: `[a-z0-9-]`, never empty. */
export function slugOf(name: string): string {
  const words = name
    .normalize("NFKD")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  const [first = "session", ...others] = words;
  let slug = first.slice(0, maxSlugLength);
  for (const word of others) {
    if (slug.length + 1 + word.length > maxSlugLength) break;
    slug += `-${word}`;
  }
  return slug;
}

/** How the names of the folders begin that sessions' branches lie in. */
export const branchFolder = "signalbox";

/** Whether a branch is one that a session got. */
export function isSessionBranch(branch: string): boolean {
  return /^signalbox(?:-[0-9]+)?\/./.test(branch);
}

/**
 * The first of `signalbox/<slug>`, `signalbox/<slug>-2`, … that is free beside the branches that there are. Where a branch has the folder's
 * name it is `signalbox-2`. Names that differ in case only are the same file on some disks, so they count as taken.
 */
export function freeBranchName(slug: string, branches: readonly string[]): string {
  const taken = branches.map((branch) => branch.toLowerCase());
  const isFree = (name: string) =>
    !taken.some((branch) => branch === name || branch.startsWith(`${name}/`));
  const folder = firstFree(branchFolder, (name) => !taken.includes(name));
  return firstFree(`${folder}/${slug}`, isFree);
}

/** The first of `name`, `name-2`, … for which `isFree`. */
function firstFree(name: string, isFree: (candidate: string) => boolean): string {
  for (let attempt = 1; ; attempt += 1) {
    const candidate = attempt === 1 ? name : `${name}-${attempt}`;
    if (isFree(candidate)) return candidate;
  }
}

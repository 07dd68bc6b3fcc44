/** The longest readable part of a branch's name: git and file systems allow more, people's screens do not. */
const maxSlugLength = 40;

/** A name of any script or length as a safe part of a branch and folder name: `[a-z0-9-]`, never empty. */
export function slugOf(name: string): string {
  const slug = name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, maxSlugLength)
    .replaceAll(/^-+|-+$/g, "");
  return slug === "" ? "session" : slug;
}

/** The first of `signalbox/<slug>`, `signalbox/<slug>-2`, … that `isTaken` says is free. */
export async function freeBranchName(
  slug: string,
  isTaken: (branch: string) => Promise<boolean>,
): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const branch = `signalbox/${slug}${attempt === 1 ? "" : `-${attempt}`}`;
    if (!(await isTaken(branch))) return branch;
  }
}

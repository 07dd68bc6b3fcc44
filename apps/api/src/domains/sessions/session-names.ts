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

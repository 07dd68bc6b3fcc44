/** The end of a session's id, which is random: what its archives are known by. */
export function shortId(session: { id: string }): string {
  return session.id.slice(-12);
}

/** How the names of a session's archives begin. */
export function archiveNameOf(session: { id: string; branch: string }): string {
  const slug = session.branch.slice(session.branch.lastIndexOf("/") + 1);
  return `${slug}-${shortId(session)}`;
}

/** The branch beside which an agent left the commits that an archive holds; null for every other archive. */
export function leftBranchOf(ref: string): string | null {
  const name = /^refs\/signalbox\/archive\/(.+)-left-[0-9a-f]{12}$/.exec(ref)?.[1];
  return name === undefined ? null : `signalbox/${name}`;
}

/** The end of the id of the session that an archive is of; null for an archive of somebody else. */
export function shortIdOf(ref: string): string | null {
  if (leftBranchOf(ref) !== null) return null;
  return /-([0-9a-f]{12})(?:-[0-9]+)?$/.exec(ref)?.[1] ?? null;
}

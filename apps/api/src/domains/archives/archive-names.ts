/** The end of a session's id, which is random: what its archives are known by. */
export function shortId(session: { id: string }): string {
  return session.id.slice(-12);
}

/** How the names of a session's archives begin. */
export function archiveNameOf(session: { id: string; branch: string }): string {
  const slug = session.branch.slice(session.branch.lastIndexOf("/") + 1);
  return `${slug}-${shortId(session)}`;
}

/** The end of the id of the session that an archive is of; null for an archive of somebody else. */
export function shortIdOf(ref: string): string | null {
  return /-([0-9a-f]{12})(?:-[0-9]+)?$/.exec(ref)?.[1] ?? null;
}

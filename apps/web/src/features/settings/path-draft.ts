/** Whether a path means the same wherever it is used from, as the server wants it: whole, or below the home folder. */
export function isWholePath(path: string): boolean {
  return /^(?:\/|~$|~\/)/.test(path);
}

import { access } from "node:fs/promises";

/** Whether something is at a path; what a link that leads nowhere names is not. */
export function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

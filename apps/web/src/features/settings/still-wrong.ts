import type { InputIssue } from "@signalbox/shared";

/** Of what was found when saving was tried, what is still so: an error goes when its cause goes, and none comes while one types. */
export function stillWrong(found: readonly InputIssue[], now: readonly InputIssue[]): InputIssue[] {
  return found.filter(({ path }) => now.some((issue) => issue.path === path));
}

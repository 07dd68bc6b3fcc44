import { shortCommit } from "../../lib/format.ts";
import type { Plan } from "./use-land-plan.ts";

/** Git's words with names in the place of the two commits that it was asked to merge; other ids are shortened. */
export function named(
  words: string,
  { head, into, intoCommit }: Pick<Plan, "head" | "into" | "intoCommit">,
): string {
  // Nothing was left in any tree: it was merged in the object store only.
  const told = words.replace(/\s+Version [0-9a-f]{40,64} of .+ left in tree\.$/, "");
  return told.replaceAll(/\b[0-9a-f]{40,64}\b/g, (commit) => {
    if (commit === head) return "the session";
    return commit === intoCommit ? into : shortCommit(commit);
  });
}

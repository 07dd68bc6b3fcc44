import type { ProblemCategory } from "@signalbox/shared";

/** What kind of problem an agent had, in a word or two. */
export const problemWords: Record<ProblemCategory, string> = {
  auth: "Login",
  rate_limit: "Rate limit",
  quota: "Quota",
  network: "Network",
  context: "Context too long",
  permission: "Permission",
  crash: "Crash",
  no_output: "Silence",
  other: "Agent problem",
};

/** Problems that are solved where agents are set up. */
const solvedInSetup: ReadonlySet<ProblemCategory> = new Set(["auth", "permission", "no_output"]);

/** Whether the agents page is where a person can do something about it. */
export function isSolvedInSetup(category: ProblemCategory): boolean {
  return solvedInSetup.has(category);
}

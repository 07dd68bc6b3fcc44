import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { ProblemCategory } from "@signalbox/shared";

const words: Record<ProblemCategory, MessageDescriptor> = {
  auth: msg`Login`,
  rate_limit: msg`Rate limit`,
  quota: msg`Quota`,
  network: msg`Network`,
  context: msg`Context too long`,
  permission: msg`Permission`,
  crash: msg`Crash`,
  no_output: msg`Silence`,
  other: msg`Agent problem`,
};

/** What kind of problem an agent had, in a word or two. */
export function problemWord(category: ProblemCategory): string {
  return i18n._(words[category]);
}

/** Problems that are solved where agents are set up. */
const solvedInSetup: ReadonlySet<ProblemCategory> = new Set(["auth", "permission", "no_output"]);

/** Whether the agents page is where a person can do something about it. */
export function isSolvedInSetup(category: ProblemCategory): boolean {
  return solvedInSetup.has(category);
}

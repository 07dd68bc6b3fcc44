import type { DomainCode, InputIssue } from "@signalbox/shared";
import type { Problem } from "../../lib/errors.ts";

/** The field that a refusal is about; those of other codes are told at the end of the form. */
const places: Partial<Record<DomainCode, string>> = {
  REPOSITORY_NOT_FOUND: "repositoryId",
  REPOSITORY_PATH_MISSING: "repositoryId",
  NOT_A_GIT_REPOSITORY: "repositoryId",
  REPOSITORY_HAS_NO_COMMITS: "repositoryId",
  BRANCH_NOT_FOUND: "baseBranch",
  ORCHESTRATOR_UNAVAILABLE: "orchestrator",
  AGENT_UNAVAILABLE: "agent",
};

/** A refusal as what is wrong with which fields, with the steps for the one that it is about; null when no field shows it. */
export function placeOf(
  problem: Problem,
): { issues: InputIssue[]; help: Record<string, string[]> } | null {
  if (problem.issues.length > 0) return { issues: problem.issues, help: {} };
  const path = problem.code && places[problem.code];
  if (!path) return null;
  return { issues: [{ path, message: problem.message }], help: { [path]: problem.help } };
}

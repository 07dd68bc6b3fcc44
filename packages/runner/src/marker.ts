/**
 * The variable that marks every process of a run (agents, checks and all they start), so that a sweep finds even those that
 * left their process group. The runner itself must not carry it.
 */
export const runMarkerName = "SIGNALBOX_RUN_ID";

/** The variables that a run sets for its agents and checks. */
export const runVariables: readonly string[] = [
  runMarkerName,
  "SIGNALBOX_SESSION_ID",
  "SIGNALBOX_ITERATION",
];

/** "1 process", "3 processes". */
export function processes(count: number): string {
  return count === 1 ? "1 process" : `${count} processes`;
}

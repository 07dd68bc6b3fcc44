/**
 * The variable that marks every process of a run (agents, checks and all they start), so that a sweep finds even those that
 * left their process group. The runner itself must not carry it.
 */
export const runMarkerName = "SIGNALBOX_RUN_ID";

/** "1 process", "3 processes". */
export function processes(count: number): string {
  return count === 1 ? "1 process" : `${count} processes`;
}

import { findStrays, killMarked, type MarkedSweep } from "@signalbox/host/process";
import type { RunContext } from "@signalbox/orchestrators";
import { processes, runMarkerName } from "./marker.ts";
import type { RunSpec } from "./spec.ts";

/** So many processes are named in one notice; of more the number is told. */
const maxNamed = 20;

/** Kills what the run's agents and checks left behind, also outside their process groups, and says so. Resolves to what it found. */
export async function sweep(runId: string, emit: RunContext["emit"]): Promise<MarkedSweep> {
  const found = await killMarked({ name: runMarkerName, value: runId });
  const { killed, survivors } = found;
  if (killed.length > 0) {
    const message = `Killed ${processes(killed.length)} that the run had left running.`;
    emit({ type: "notice", level: "info", message });
  }
  tellSurvivors(survivors, emit);
  return found;
}

/** Says which of a run's processes would not die. */
export function tellSurvivors(survivors: readonly number[], emit: RunContext["emit"]): void {
  if (survivors.length === 0) return;
  const message = `Could not end ${processes(survivors.length)} (${survivors.join(", ")}).`;
  emit({ type: "notice", level: "error", message });
}

/** Says that nothing was looked for, where a system does not show what a sweep looks at. */
export function tellUnsupported({ supported }: MarkedSweep, emit: RunContext["emit"]): void {
  if (supported) return;
  const message =
    "This system does not show the environment of its processes: what the run may have left running outside its process groups was not looked for.";
  emit({ type: "notice", level: "warning", message });
}

/** Says, at the end of a run, which processes may be left of it that the last sweep could not tell by their mark, or not end. */
export async function tellStrays(
  found: MarkedSweep,
  run: { spec: RunSpec; groupIds: readonly number[]; emit: RunContext["emit"] },
): Promise<void> {
  const { spec, groupIds, emit } = run;
  tellUnsupported(found, emit);
  const { survivors } = found;
  const strays = await findStrays({ folder: spec.worktreePath, groupIds, except: survivors });
  if (strays.length === 0) return;
  const names = strays.slice(0, maxNamed).map(({ pid, name }) => `${name} ${pid}`);
  const message = `${processes(strays.length)} may be left of the run, without its mark or with other rights, and went on: ${names.join(", ")}.`;
  emit({ type: "notice", level: "warning", message });
}

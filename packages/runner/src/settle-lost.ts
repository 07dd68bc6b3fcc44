import { mkdir, rm } from "node:fs/promises";
import { killMarked } from "@signalbox/host/process";
import type { EventBody } from "@signalbox/shared";
import { lastGuidance } from "./control.ts";
import { openJournal } from "./journal/reader.ts";
import { cutTornLine } from "./journal/repair.ts";
import { resumeJournal } from "./journal/writer.ts";
import { lateGuidance } from "./late-guidance.ts";
import { runnerState } from "./liveness.ts";
import { processes, runMarkerName } from "./marker.ts";
import { emptyProjection, project, type RunProjection } from "./projection.ts";
import { runFolder } from "./run-folder.ts";
import { runEndedEvent } from "./run-ended.ts";
import { runStartedEvent } from "./run-started.ts";
import { readRunSpec } from "./spec.ts";
import { tellSurvivors, tellUnsupported } from "./sweep.ts";

const lostMessage =
  "The run's process ended without a word: it was killed, or the computer was restarted.";

/** Settlings under way: two at once would both write the end. */
const underWay = new Map<string, Promise<RunProjection | null>>();

/**
 * Settles a run whose runner is dead: kills what it left running, cuts off a torn record and writes the journal's end with
 * reason `runner_lost`. Resolves to what the journal then says (unchanged when it had ended by itself); to null, with nothing
 * done, when the runner is not dead.
 */
export function settleLost(folder: string, run: { runId: string }): Promise<RunProjection | null> {
  const settling =
    underWay.get(folder) ?? settle(folder, run.runId).finally(() => underWay.delete(folder));
  underWay.set(folder, settling);
  return settling;
}

async function settle(folder: string, runId: string): Promise<RunProjection | null> {
  if ((await runnerState(folder)) !== "dead") return null;
  const { journal: path, reserve } = runFolder(folder);
  // Deleted by hand: the run still needs its end.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const found = await killMarked({ name: runMarkerName, value: runId });
  // Its runner may have died of a full disk: the room is for what is written now.
  await rm(reserve, { force: true });
  await cutTornLine(path);
  const { projection: before, guidance } = await readJournal(path);
  if (before.reason !== null) return before;
  const journal = resumeJournal(path, before);
  try {
    const spec = await readRunSpec(folder).catch(() => null);
    if (before.lastSeq === 0 && spec !== null) journal.append(runStartedEvent(spec));
    const append = (event: EventBody) => journal.append(event);
    if (found.killed.length > 0) {
      const message = `Killed ${processes(found.killed.length)} that the lost run had left running.`;
      append({ type: "notice", level: "warning", message });
    }
    // Each text that its runner took is an event.
    const texts = (await lastGuidance(folder)).slice(guidance);
    for (const event of lateGuidance(texts)) append(event);
    tellSurvivors(found.survivors, append);
    tellUnsupported(found, append);
    const { exitCode } = before;
    const end = { reason: "runner_lost" as const, message: lostMessage, exitCode };
    journal.append(runEndedEvent(journal.projection(), end));
  } finally {
    journal.close();
  }
  return journal.projection();
}

/** Reads a whole journal, piece by piece; `guidance` is how much of it is in there. */
async function readJournal(path: string): Promise<{ projection: RunProjection; guidance: number }> {
  const journal = openJournal(path);
  let projection = emptyProjection;
  let guidance = 0;
  for (;;) {
    const page = await journal.read({ after: projection.lastSeq, limit: 2000 });
    if (page.events.length === 0) return { projection, guidance };
    projection = project(projection, page.events);
    guidance += page.events.filter((event) => event.type === "guidance").length;
  }
}

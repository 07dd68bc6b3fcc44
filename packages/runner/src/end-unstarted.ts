import type { RunReason } from "@signalbox/shared";
import { lastGuidance } from "./control.ts";
import { createJournal } from "./journal/writer.ts";
import { lateGuidance } from "./late-guidance.ts";
import type { RunProjection } from "./projection.ts";
import { runEndedEvent } from "./run-ended.ts";
import { runFolder } from "./run-folder.ts";
import { runStartedEvent } from "./run-started.ts";
import { writeRunSpec, type RunSpecInput } from "./spec.ts";

/**
 * Writes the whole journal of a run that never got a runner: it began, and ended at once. Resolves to what the journal says.
 * @throws Error EEXIST when the run has a journal already
 */
export async function endUnstarted(
  folder: string,
  spec: RunSpecInput,
  end: { reason: RunReason; message: string },
): Promise<RunProjection> {
  await writeRunSpec(folder, spec);
  const journal = createJournal(runFolder(folder).journal, (error) => {
    throw error;
  });
  try {
    journal.append(runStartedEvent(spec));
    for (const event of lateGuidance(await lastGuidance(folder))) journal.append(event);
    journal.append(runEndedEvent(journal.projection(), { ...end, exitCode: null }));
  } finally {
    journal.close();
  }
  return journal.projection();
}

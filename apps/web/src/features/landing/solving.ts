import { z } from "zod";
import { storedValues } from "../git/stored.ts";

/** A merge of a branch into a session whose conflicts a run solves: where the session was before. */
const solvingSchema = z.object({ previousHead: z.string(), into: z.string(), runId: z.string() });
type Solving = z.infer<typeof solvingSchema>;

const stored = storedValues<Solving | null>("solving", solvingSchema.nullable(), null);

/** Remember where a session was before its conflicts were handed to the agent; null forgets it. */
export function rememberSolving(sessionId: string, solving: Solving | null): void {
  stored.update(sessionId, () => solving);
}

/** What of a session's conflicts the agent solves or solved last, as this browser remembers it. */
export function useSolving(sessionId: string): Solving | null {
  return stored.use(sessionId);
}

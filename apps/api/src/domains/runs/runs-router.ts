import {
  runEventsInputSchema,
  runEventsPageSchema,
  runFilterInputSchema,
  runFilterPageSchema,
  runIdInputSchema,
  runListInputSchema,
  runOnEventsInputSchema,
  runOutlineSchema,
  runPageSchema,
  runSchema,
  runSearchInputSchema,
  runSearchPageSchema,
  runStartInputSchema,
  runSteerInputSchema,
  runStopInputSchema,
} from "@signalbox/shared";
import { tracked } from "@trpc/server";
import { procedure, router } from "../../trpc/init.ts";
import { prepared } from "../../trpc/prepared-json.ts";

export const runsRouter = router({
  start: procedure
    .input(runStartInputSchema)
    .output(runSchema)
    .mutation(({ ctx, input }) => ctx.services.runs.start(input)),
  /** Ask a run to stop; the answer is the run as it is now, its end follows as an event. */
  stop: procedure
    .input(runStopInputSchema)
    .output(runSchema)
    .mutation(({ ctx, input }) => ctx.services.runs.stop(input)),
  /** Guide the agent of a run that has not ended; that it was received, and by which turn, follows as an event. */
  steer: procedure
    .input(runSteerInputSchema)
    .output(runSchema)
    .mutation(({ ctx, input }) => ctx.services.runs.steer(input)),
  get: procedure
    .input(runIdInputSchema)
    .output(runSchema)
    .query(({ ctx, input }) => ctx.services.runs.get(input.id)),
  list: procedure
    .input(runListInputSchema)
    .output(runPageSchema)
    .query(({ ctx, input }) => ctx.services.runs.list(input)),
  events: procedure
    .input(runEventsInputSchema)
    .output(runEventsPageSchema)
    .query(({ ctx, input }) => ctx.services.runEvents.page(input)),
  /** The run from afar: its iterations and how many events of each type there are. */
  outline: procedure
    .input(runIdInputSchema)
    .output(runOutlineSchema)
    .query(({ ctx, input }) => ctx.services.runLookups.outline(input.id)),
  /** Look for text in a stretch of the journal; the answer says where to go on. */
  search: procedure
    .input(runSearchInputSchema)
    .output(runSearchPageSchema)
    .query(({ ctx, input }) => ctx.services.runLookups.search(input)),
  /** Only the events of some types. */
  filter: procedure
    .input(runFilterInputSchema)
    .output(runFilterPageSchema)
    .query(({ ctx, input }) => ctx.services.runLookups.filter(input)),
  /** Every event after `lastEventId`, once and in order, in batches; ends after the run's last event. */
  onEvents: procedure.input(runOnEventsInputSchema).subscription(async function* ({
    ctx,
    input,
    signal,
  }) {
    const after = Number(input.lastEventId ?? 0);
    for await (const batch of ctx.services.runEvents.follow(input.runId, after, signal)) {
      yield tracked(String(batch.lastSeq), prepared(batch.events, batch.json));
      // Before the next batch is read: a client that stops reading must not fill the server's memory.
      await ctx.outflow.ready(signal);
    }
  }),
});

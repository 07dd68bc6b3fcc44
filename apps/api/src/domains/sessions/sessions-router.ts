import {
  sessionCountsInputSchema,
  sessionCountsSchema,
  sessionCreateInputSchema,
  sessionDeleteInputSchema,
  sessionDeleteOutputSchema,
  sessionIdInputSchema,
  sessionListInputSchema,
  sessionOpenedSchema,
  sessionPageSchema,
  sessionSchema,
  sessionUpdateInputSchema,
  sessionWithRunSchema,
} from "@signalbox/shared";
import { procedure, router } from "../../trpc/init.ts";

export const sessionsRouter = router({
  create: procedure
    .input(sessionCreateInputSchema)
    .output(sessionOpenedSchema)
    .mutation(({ ctx, input }) => ctx.services.sessions.create(input)),
  list: procedure
    .input(sessionListInputSchema.prefault({}))
    .output(sessionPageSchema)
    .query(({ ctx, input }) => ctx.services.sessionLists.list(input)),
  /** How many sessions stand in each state, in all and in each repository. */
  counts: procedure
    .input(sessionCountsInputSchema.prefault({}))
    .output(sessionCountsSchema)
    .query(({ ctx, input }) => ctx.services.sessionLists.counts(input)),
  get: procedure
    .input(sessionIdInputSchema)
    .output(sessionWithRunSchema)
    .query(({ ctx, input }) => ctx.services.sessions.get(input.id)),
  update: procedure
    .input(sessionUpdateInputSchema)
    .output(sessionSchema)
    .mutation(({ ctx, input }) => ctx.services.sessions.update(input)),
  delete: procedure
    .input(sessionDeleteInputSchema)
    .output(sessionDeleteOutputSchema)
    .mutation(({ ctx, input }) => ctx.services.sessions.delete(input)),
  /** Make a worktree, or its branch, again that was deleted, broken or lost its repository; a healthy one stays as it is. */
  recover: procedure
    .input(sessionIdInputSchema)
    .output(sessionOpenedSchema)
    .mutation(({ ctx, input }) => ctx.services.recovery.recover(input.id)),
  /** Every change of any session or run from now on; a client reads the list after it has subscribed. */
  onChange: procedure.subscription(async function* ({ ctx, signal }) {
    for await (const change of ctx.services.sessions.changes(signal)) {
      yield change;
      await ctx.outflow.ready(signal);
    }
  }),
});

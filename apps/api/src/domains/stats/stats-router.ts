import { activityInputSchema, activitySchema } from "@signalbox/shared";
import { procedure, router } from "../../trpc/init.ts";

export const statsRouter = router({
  /** What the runs of the last days did and cost, one entry a day of the person's. */
  activity: procedure
    .input(activityInputSchema.prefault({}))
    .output(activitySchema)
    .query(({ ctx, input }) => ctx.services.stats.activity(input)),
});

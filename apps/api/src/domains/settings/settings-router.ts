import { settingsSchema, settingsUpdateInputSchema } from "@signalbox/shared";
import { procedure, router } from "../../trpc/init.ts";

export const settingsRouter = router({
  get: procedure.output(settingsSchema).query(({ ctx }) => ctx.services.settings.get()),
  update: procedure
    .input(settingsUpdateInputSchema)
    .output(settingsSchema)
    .mutation(({ ctx, input }) => ctx.services.settings.update(input)),
});

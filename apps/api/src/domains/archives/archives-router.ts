import {
  archiveListInputSchema,
  archivePageSchema,
  archivePatchInputSchema,
  archivePatchSchema,
  archiveRestoreInputSchema,
  sessionOpenedSchema,
} from "@signalbox/shared";
import { procedure, router } from "../../trpc/init.ts";

export const archivesRouter = router({
  list: procedure
    .input(archiveListInputSchema)
    .output(archivePageSchema)
    .query(({ ctx, input }) => ctx.services.archives.list(input)),
  /** Open a new session with the work as it was; the archive stays. */
  restore: procedure
    .input(archiveRestoreInputSchema)
    .output(sessionOpenedSchema)
    .mutation(({ ctx, input }) => ctx.services.archives.restore(input)),
  patch: procedure
    .input(archivePatchInputSchema)
    .output(archivePatchSchema)
    .query(({ ctx, input }) => ctx.services.archives.patch(input)),
});

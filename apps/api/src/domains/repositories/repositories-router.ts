import {
  cloneIdSchema,
  cloneInputSchema,
  cloneSummarySchema,
  cloneTargetInputSchema,
  cloneTargetSchema,
  promptFileInputSchema,
  promptFileSchema,
  promptFilesInputSchema,
  promptFilesSchema,
  repositoryAddInputSchema,
  repositoryBasesInputSchema,
  repositoryBasesSchema,
  repositoryBranchesSchema,
  repositoryDetailsSchema,
  repositoryIdInputSchema,
  repositoryListInputSchema,
  repositoryPageSchema,
  repositoryRelocateInputSchema,
  repositorySchema,
  repositoryUpdateInputSchema,
  scanInputSchema,
  scanResultSchema,
  suggestedChecksInputSchema,
  suggestedChecksSchema,
} from "@signalbox/shared";
import { z } from "zod";
import { procedure, router } from "../../trpc/init.ts";

export const repositoriesRouter = router({
  add: procedure
    .input(repositoryAddInputSchema)
    .output(repositorySchema)
    .mutation(({ ctx, input }) => ctx.services.repositories.add(input)),
  /** Look for repositories below directories; all that is found, at the end. */
  scan: procedure
    .input(scanInputSchema)
    .output(scanResultSchema)
    .query(({ ctx, input, signal }) => ctx.services.scans.scan(input, signal)),
  /** The same while it goes on; unsubscribing ends the scan. */
  onScan: procedure.input(scanInputSchema).subscription(async function* ({ ctx, input, signal }) {
    for await (const progress of ctx.services.scans.follow(input, signal)) {
      yield progress;
      await ctx.outflow.ready(signal);
    }
  }),
  /** Begin to clone from a URL into a new folder, and register what was cloned. */
  clone: procedure
    .input(cloneInputSchema)
    .output(cloneIdSchema)
    .mutation(({ ctx, input }) => ctx.services.clones.start(input)),
  /** The folder that a clone would be made in now: with a free name, unless the very folder is asked for. */
  cloneTarget: procedure
    .input(cloneTargetInputSchema)
    .output(cloneTargetSchema)
    .query(({ ctx, input }) => ctx.services.clones.target(input)),
  /** The clones that go on, and the last that ended. */
  clones: procedure
    .output(z.array(cloneSummarySchema))
    .query(({ ctx }) => ctx.services.clones.list()),
  /** How far a clone is, whenever one subscribes; ends with `{repository, contents, notes}`, or with what it failed with. */
  onClone: procedure.input(cloneIdSchema).subscription(async function* ({ ctx, input, signal }) {
    for await (const step of ctx.services.clones.follow(input.cloneId, signal)) {
      yield step;
      await ctx.outflow.ready(signal);
    }
  }),
  /** End a clone; answers when nothing of it is left. */
  cancelClone: procedure
    .input(cloneIdSchema)
    .output(z.object({ cancelled: z.boolean() }))
    .mutation(({ ctx, input }) => ctx.services.clones.cancel(input.cloneId)),
  /** Make the bundled sample repository (or give the one there is). */
  createSample: procedure
    .output(repositorySchema)
    .mutation(({ ctx }) => ctx.services.repositories.createSample()),
  list: procedure
    .input(repositoryListInputSchema.prefault({}))
    .output(repositoryPageSchema)
    .query(({ ctx, input }) => ctx.services.repositories.list(input)),
  get: procedure
    .input(repositoryIdInputSchema)
    .output(repositorySchema)
    .query(({ ctx, input }) => ctx.services.repositories.get(input.id)),
  /** What is read off the folder when somebody looks at it: kind, head, remotes, sizes, counts. */
  details: procedure
    .input(repositoryIdInputSchema)
    .output(repositoryDetailsSchema)
    .query(({ ctx, input, signal }) => ctx.services.repositoryDetails.get(input.id, signal)),
  /** Open the folder in the person's file manager, on the computer that Signalbox runs on. */
  reveal: procedure
    .input(repositoryIdInputSchema)
    .output(z.object({ path: z.string() }))
    .mutation(({ ctx, input }) => ctx.services.fileManager.reveal(input.id)),
  branches: procedure
    .input(repositoryIdInputSchema)
    .output(repositoryBranchesSchema)
    .query(({ ctx, input }) => ctx.services.repositories.branches(input.id)),
  /** Branches, branches of remotes and tags that a session can begin from. */
  bases: procedure
    .input(repositoryBasesInputSchema)
    .output(repositoryBasesSchema)
    .query(({ ctx, input }) => ctx.services.repositories.bases(input)),
  /** The checks that the repository's own files speak for. */
  suggestedChecks: procedure
    .input(suggestedChecksInputSchema)
    .output(suggestedChecksSchema)
    .query(({ ctx, input }) => ctx.services.hints.suggestedChecks(input.id)),
  /** The files whose text can be a prompt. */
  promptFiles: procedure
    .input(promptFilesInputSchema)
    .output(promptFilesSchema)
    .query(({ ctx, input }) => ctx.services.hints.promptFiles(input)),
  promptFile: procedure
    .input(promptFileInputSchema)
    .output(promptFileSchema)
    .query(({ ctx, input }) => ctx.services.hints.promptFile(input)),
  update: procedure
    .input(repositoryUpdateInputSchema)
    .output(repositorySchema)
    .mutation(({ ctx, input }) => ctx.services.repositories.update(input)),
  /** Follow a repository to the folder that the person moved it to; its sessions and their work come along. */
  relocate: procedure
    .input(repositoryRelocateInputSchema)
    .output(repositorySchema)
    .mutation(({ ctx, input }) => ctx.services.repositories.relocate(input)),
  /** Forget a repository: nothing on the disk changes, and adding it again brings its sessions back. */
  delete: procedure
    .input(repositoryIdInputSchema)
    .output(repositorySchema)
    .mutation(({ ctx, input }) => ctx.services.repositories.forget(input.id)),
});

import {
  repositoryAddInputSchema,
  repositoryBranchesSchema,
  repositoryIdInputSchema,
  repositoryListInputSchema,
  repositoryPageSchema,
  repositorySchema,
  repositoryUpdateInputSchema,
} from "@signalbox/shared";
import { procedure, router } from "../../trpc/init.ts";

export const repositoriesRouter = router({
  add: procedure
    .input(repositoryAddInputSchema)
    .output(repositorySchema)
    .mutation(({ ctx, input }) => ctx.services.repositories.add(input)),
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
  branches: procedure
    .input(repositoryIdInputSchema)
    .output(repositoryBranchesSchema)
    .query(({ ctx, input }) => ctx.services.repositories.branches(input.id)),
  update: procedure
    .input(repositoryUpdateInputSchema)
    .output(repositorySchema)
    .mutation(({ ctx, input }) => ctx.services.repositories.rename(input.id, input.name)),
  /** Forget a repository: nothing on the disk changes, and adding it again brings its sessions back. */
  delete: procedure
    .input(repositoryIdInputSchema)
    .output(repositorySchema)
    .mutation(({ ctx, input }) => ctx.services.repositories.forget(input.id)),
});

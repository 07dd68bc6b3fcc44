import {
  gitArchivedSchema,
  gitBranchesInputSchema,
  gitBranchSchema,
  gitCheckoutInputSchema,
  gitCommitEntrySchema,
  gitCommitInputSchema,
  gitCommitSchema,
  gitDiffInputSchema,
  gitDiffSchema,
  gitDiscardInputSchema,
  gitLandInputSchema,
  gitLandSchema,
  gitLogInputSchema,
  gitPullInputSchema,
  gitPullRequestInputSchema,
  gitPullRequestSchema,
  gitPullSchema,
  gitPushInputSchema,
  gitPushSchema,
  gitRemotesSchema,
  gitResetInputSchema,
  gitRewindInputSchema,
  gitRewindSchema,
  gitSessionInputSchema,
  gitSolveConflictsInputSchema,
  gitSolveConflictsSchema,
  gitStatusSchema,
  pageSchema,
} from "@signalbox/shared";
import { procedure, router } from "../../trpc/init.ts";

export const gitRouter = router({
  status: procedure
    .input(gitSessionInputSchema)
    .output(gitStatusSchema)
    .query(({ ctx, input }) => ctx.services.git.status(input.sessionId)),
  log: procedure
    .input(gitLogInputSchema)
    .output(pageSchema(gitCommitEntrySchema))
    .query(({ ctx, input }) => ctx.services.git.log(input)),
  branches: procedure
    .input(gitBranchesInputSchema)
    .output(pageSchema(gitBranchSchema))
    .query(({ ctx, input }) => ctx.services.git.branches(input)),
  diff: procedure
    .input(gitDiffInputSchema)
    .output(gitDiffSchema)
    .query(({ ctx, input }) => ctx.services.git.diff(input)),
  rewind: procedure
    .input(gitRewindInputSchema)
    .output(gitRewindSchema)
    .mutation(({ ctx, input }) => ctx.services.gitWork.rewind(input)),
  land: procedure
    .input(gitLandInputSchema)
    .output(gitLandSchema)
    .mutation(({ ctx, input }) => ctx.services.landing.land(input)),
  commit: procedure
    .input(gitCommitInputSchema)
    .output(gitCommitSchema)
    .mutation(({ ctx, input }) => ctx.services.gitWork.commit(input)),
  discard: procedure
    .input(gitDiscardInputSchema)
    .output(gitArchivedSchema)
    .mutation(({ ctx, input }) => ctx.services.gitWork.discard(input)),
  checkout: procedure
    .input(gitCheckoutInputSchema)
    .output(gitArchivedSchema)
    .mutation(({ ctx, input }) => ctx.services.gitWork.checkout(input)),
  reset: procedure
    .input(gitResetInputSchema)
    .output(gitArchivedSchema)
    .mutation(({ ctx, input }) => ctx.services.gitWork.reset(input)),
  push: procedure
    .input(gitPushInputSchema)
    .output(gitPushSchema)
    .mutation(({ ctx, input }) => ctx.services.remotes.push(input)),
  pull: procedure
    .input(gitPullInputSchema)
    .output(gitPullSchema)
    .mutation(({ ctx, input }) => ctx.services.remotes.pull(input)),
  remotes: procedure
    .input(gitSessionInputSchema)
    .output(gitRemotesSchema)
    .query(({ ctx, input }) => ctx.services.remotes.list(input.sessionId)),
  pullRequest: procedure
    .input(gitPullRequestInputSchema)
    .output(gitPullRequestSchema)
    .mutation(({ ctx, input }) => ctx.services.pullRequests.open(input)),
  solveConflicts: procedure
    .input(gitSolveConflictsInputSchema)
    .output(gitSolveConflictsSchema)
    .mutation(({ ctx, input }) => ctx.services.conflicts.solve(input)),
});

import {
  gitDiffInputSchema,
  gitDiffSchema,
  gitSessionInputSchema,
  gitStatusSchema,
} from "@signalbox/shared";
import { procedure, router } from "../../trpc/init.ts";

export const gitRouter = router({
  status: procedure
    .input(gitSessionInputSchema)
    .output(gitStatusSchema)
    .query(({ ctx, input }) => ctx.services.git.status(input.sessionId)),
  diff: procedure
    .input(gitDiffInputSchema)
    .output(gitDiffSchema)
    .query(({ ctx, input }) => ctx.services.git.diff(input)),
});

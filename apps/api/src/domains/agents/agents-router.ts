import { agentStatusSchema, agentTestInputSchema, agentTestReportSchema } from "@signalbox/shared";
import { z } from "zod";
import { procedure, router } from "../../trpc/init.ts";

const agentListSchema = z.array(agentStatusSchema);

export const agentsRouter = router({
  list: procedure.output(agentListSchema).query(({ ctx }) => ctx.services.agents.list()),
  /** The list with every program looked at anew. */
  refresh: procedure.output(agentListSchema).mutation(({ ctx }) => ctx.services.agents.refresh()),
  /** Really start an agent with a tiny task in an empty folder; ends with the request. */
  test: procedure
    .input(agentTestInputSchema)
    .output(agentTestReportSchema)
    .mutation(({ ctx, input, signal }) => ctx.services.agentTests.run(input, signal)),
});

import { agentStatusSchema } from "@signalbox/shared";
import { z } from "zod";
import { procedure, router } from "../../trpc/init.ts";

export const agentsRouter = router({
  list: procedure.output(z.array(agentStatusSchema)).query(({ ctx }) => ctx.services.agents.list()),
});

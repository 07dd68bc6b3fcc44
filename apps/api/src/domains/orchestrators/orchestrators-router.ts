import { orchestratorStatusSchema } from "@signalbox/shared";
import { z } from "zod";
import { procedure, router } from "../../trpc/init.ts";

export const orchestratorsRouter = router({
  list: procedure
    .output(z.array(orchestratorStatusSchema))
    .query(({ ctx }) => ctx.services.orchestrators.list()),
});

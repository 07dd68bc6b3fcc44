import { systemInfoSchema } from "@signalbox/shared";
import { procedure, router } from "../../trpc/init.ts";

export const systemRouter = router({
  info: procedure.output(systemInfoSchema).query(({ ctx }) => ctx.services.system.info()),
});

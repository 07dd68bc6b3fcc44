import type {
  runFilterInputSchema,
  runFilterPageSchema,
  RunOutline,
  runSearchInputSchema,
  runSearchPageSchema,
} from "@signalbox/shared";
import type { z } from "zod";

/** Finding one's way in a run's journal. */
export class RunLookupsService {
  async outline(_id: string): Promise<RunOutline> {
    throw new Error("not built yet");
  }

  async search(
    _input: z.output<typeof runSearchInputSchema>,
  ): Promise<z.output<typeof runSearchPageSchema>> {
    throw new Error("not built yet");
  }

  async filter(
    _input: z.output<typeof runFilterInputSchema>,
  ): Promise<z.output<typeof runFilterPageSchema>> {
    throw new Error("not built yet");
  }
}

import type {
  promptFileInputSchema,
  promptFileSchema,
  promptFilesInputSchema,
  promptFilesSchema,
  suggestedChecksSchema,
} from "@signalbox/shared";
import type { z } from "zod";

/** What a repository's own files suggest for a new run. */
export class HintsService {
  async suggestedChecks(_id: string): Promise<z.output<typeof suggestedChecksSchema>> {
    throw new Error("not built yet");
  }

  async promptFiles(
    _input: z.output<typeof promptFilesInputSchema>,
  ): Promise<z.output<typeof promptFilesSchema>> {
    throw new Error("not built yet");
  }

  async promptFile(
    _input: z.output<typeof promptFileInputSchema>,
  ): Promise<z.output<typeof promptFileSchema>> {
    throw new Error("not built yet");
  }
}

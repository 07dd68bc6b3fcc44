import { z } from "zod";
import { checkSchema } from "./budgets.ts";
import { idSchema } from "./primitives.ts";
import { maxPromptLength } from "./runs.ts";

/** A check that the repository's own files speak for, and the file that does (`package.json`, `Makefile`). */
export const suggestedCheckSchema = checkSchema.extend({ source: z.string() });
export type SuggestedCheck = z.infer<typeof suggestedCheckSchema>;
export const suggestedChecksInputSchema = z.object({ id: idSchema });
/** The likeliest first; empty when nothing speaks for any. */
export const suggestedChecksSchema = z.object({ checks: z.array(suggestedCheckSchema) });

/** Files of the repository whose text can be a prompt (Markdown and plain text that git tracks), those named like prompts and plans first. */
export const promptFilesInputSchema = z.object({
  id: idSchema,
  search: z.string().trim().max(200).optional(),
  limit: z.number().int().min(1).max(200).default(50),
});
export const promptFilesSchema = z.object({
  files: z.array(z.object({ path: z.string(), bytes: z.number().int().min(0) })),
  truncated: z.boolean(),
});
/** The text of one such file as it is in the person's checkout; refused when it is outside, no text, or longer than a prompt may be. */
export const promptFileInputSchema = z.object({ id: idSchema, path: z.string().min(1).max(4096) });
export const promptFileSchema = z.object({
  path: z.string(),
  text: z.string().max(maxPromptLength),
});

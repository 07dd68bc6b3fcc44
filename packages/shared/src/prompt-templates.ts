import { z } from "zod";
import { idSchema, textSchema } from "./primitives.ts";

/** The longest prompt of a template: a hundred of them must stay small settings. */
const maxTemplateLength = 20_000;

/** A prompt that the person keeps. `id` is the client's own, any text that no other template has. */
export const promptTemplateSchema = z.strictObject({
  id: idSchema,
  name: textSchema(80),
  prompt: textSchema(maxTemplateLength),
});
export type PromptTemplate = z.infer<typeof promptTemplateSchema>;

export const promptTemplatesSchema = z
  .array(promptTemplateSchema)
  .max(100)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, {
    message: "two templates have the same id",
  });

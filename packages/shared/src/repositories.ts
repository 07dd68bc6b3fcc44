import { z } from "zod";
import { idSchema, pageInputSchema, pageSchema, textSchema, timeSchema } from "./primitives.ts";

/** A repository that the person registered. `path` is absolute, with links resolved. */
export const repositorySchema = z.object({
  id: idSchema,
  name: z.string(),
  path: z.string(),
  defaultBranch: z.string(),
  createdAt: timeSchema,
  updatedAt: timeSchema,
});
export type Repository = z.infer<typeof repositorySchema>;

const repositoryNameSchema = textSchema(120);

export const repositoryAddInputSchema = z.object({
  path: textSchema(4096),
  name: repositoryNameSchema.optional(),
});
export const repositoryUpdateInputSchema = z.object({ id: idSchema, name: repositoryNameSchema });
export const repositoryIdInputSchema = z.object({ id: idSchema });
export const repositoryListInputSchema = pageInputSchema.extend({
  search: z.string().trim().max(200).optional(),
});
export const repositoryPageSchema = pageSchema(repositorySchema);
export const repositoryBranchesSchema = z.object({
  branches: z.array(z.string()),
  defaultBranch: z.string(),
});

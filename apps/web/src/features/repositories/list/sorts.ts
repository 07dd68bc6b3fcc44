import { repositoryListInputSchema } from "@signalbox/shared";
import type { z } from "zod";

/** The orders that the server can give the list in; without one, newest first. */
export const repositorySortSchema = repositoryListInputSchema.shape.sort.unwrap();
export type RepositorySort = z.infer<typeof repositorySortSchema>;

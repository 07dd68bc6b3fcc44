import { z } from "zod";

/** The parts of a session's page. */
export const sessionViewSchema = z.enum(["timeline", "changes", "history", "iterations"]);
export type SessionView = z.infer<typeof sessionViewSchema>;

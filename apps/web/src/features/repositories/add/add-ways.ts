import { z } from "zod";

/** The ways to bring a repository into Signalbox. */
export const addWaySchema = z.enum(["path", "scan", "clone"]);
export type AddWay = z.infer<typeof addWaySchema>;

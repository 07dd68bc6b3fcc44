import { z } from "zod";

/** Where a browser gives its token: in the link's query, or in the form. Anything that is no text is no token. */
export const tokenSchema = z.object({ token: z.string().trim().optional().catch("") });

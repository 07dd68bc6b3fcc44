import { z } from "zod";
import type { ProblemMark } from "./updates.ts";

const code = z.number().optional().catch(undefined);
const answerSchema = z.object({ error: z.object({ code, message: z.string() }) });

/**
 * Finds the service's own words and its HTTP status in what an agent says about a failed request: a status
 * at the beginning, an answer in JSON, and in that, from gateways, another one.
 */
export function readApiError(text: string): ProblemMark {
  const status = /^(\d{3})\b/.exec(text)?.[1];
  const mark: ProblemMark = { message: text };
  if (status !== undefined) mark.status = Number(status);
  try {
    const json = text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1);
    const { error } = answerSchema.parse(JSON.parse(json));
    return {
      ...mark,
      ...(error.code === undefined ? {} : { status: error.code }),
      ...readApiError(error.message),
    };
  } catch {
    return mark;
  }
}

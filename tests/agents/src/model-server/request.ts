import type { FormatName, ModelRequest, ParsedRequest } from "./types.ts";

/** How Ralph's prompt tells an agent which iteration it is in. */
const iterationPattern = /This is iteration (\d+) of/g;

/**
 * What a script needs to know of a request, from what it carries alone: so it does not matter whether an agent repeats a request, or
 * goes on with a conversation in another process.
 */
export function describeRequest(
  format: FormatName,
  serial: number,
  parsed: ParsedRequest,
): ModelRequest {
  const { items } = parsed;
  const said = items.filter(({ role }) => role === "user").map(({ text }) => text);
  const prompt = said.join("\n");
  const iterations = [...prompt.matchAll(iterationPattern)];
  return {
    ...parsed,
    serial,
    format,
    auxiliary: parsed.tools.length === 0,
    prompt,
    iteration: Number(iterations.at(-1)?.[1] ?? 0),
    step: stepOf(items.map(({ role }) => role)),
  };
}

/** How many batches of results stand after the last thing that the person's side said of its own accord. */
function stepOf(roles: readonly string[]): number {
  let step = 0;
  for (const [index, role] of roles.entries()) {
    const before = roles[index - 1];
    // What agents add right after results (reminders, hints) is not a new turn.
    if (role === "user" && before !== "tool") step = 0;
    else if (role === "tool" && before !== "tool") step += 1;
  }
  return step;
}

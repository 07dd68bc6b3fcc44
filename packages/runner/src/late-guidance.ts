import { untoldGuidance } from "@signalbox/orchestrators";
import type { EventBody } from "@signalbox/shared";

/** What the journal says of guidance that came when no agent could be told it any more; nothing when none came. */
export function lateGuidance(texts: readonly string[]): EventBody[] {
  if (texts.length === 0) return [];
  const told = texts.map((text) => {
    return { type: "guidance" as const, text, delivery: "next_iteration" as const };
  });
  return [...told, untoldGuidance];
}

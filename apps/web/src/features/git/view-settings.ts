import { useCallback } from "react";
import { z } from "zod";
import { without } from "../../lib/without.ts";
import { storedValues } from "./stored.ts";

const viewSettingsSchema = z.object({
  view: z.enum(["unified", "split"]),
  ignoreWhitespace: z.boolean(),
  /** Whether the tree of files is seen, and whether it is on a small screen. */
  tree: z.boolean(),
  smallTree: z.boolean(),
  /** Pixels. */
  treeWidth: z.number(),
});
export type ViewSettings = z.infer<typeof viewSettingsSchema>;

const stored = storedValues<ViewSettings>("changes", viewSettingsSchema, {
  view: "unified",
  ignoreWhitespace: false,
  tree: true,
  smallTree: false,
  treeWidth: 240,
});

/** How this browser shows changes, in every session. */
export function useViewSettings(): [ViewSettings, (change: Partial<ViewSettings>) => void] {
  return [
    stored.use("view"),
    (change) => stored.update("view", (settings) => ({ ...settings, ...change })),
  ];
}

/** By session: what the content of each file was that the person has seen, in short. */
const viewed = storedValues<Record<string, string>>("viewed", z.record(z.string(), z.string()), {});

/** The marks of the files that the person has seen, by path; another content has another mark. */
export function useViewed(sessionId: string) {
  const setViewed = useCallback(
    (path: string, mark: string | null) =>
      viewed.update(sessionId, (marks) =>
        mark === null ? without(marks, path) : { ...marks, [path]: mark },
      ),
    [sessionId],
  );
  return { marks: viewed.use(sessionId), setViewed };
}

/** A short mark of a text, another one for another text. 53 bits of cyrb53: a person's own mark needs no more. */
export function markOf(text: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2_654_435_761);
    low = Math.imul(low ^ code, 1_597_334_677);
  }
  high =
    Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low =
    Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return (4_294_967_296 * (2_097_151 & low) + (high >>> 0)).toString(36);
}

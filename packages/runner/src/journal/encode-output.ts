import type { OutputLine } from "@signalbox/host/process";

/** What JSON must escape in a text: quotes, control characters (some that it need not as well), lone halves of surrogate pairs. */
const needsEscape = /["\\\p{Cc}\p{Cs}]/u;
/** Even if each character is escaped to six, a record of such a text is no longer than what `encodeRecord` looks at closely. */
const maxQuickText = 2048;

/**
 * Encodes lines of output as whole journal lines, newline included: exactly what `encodeRecord` makes of their events, for a
 * fraction of its cost. Gives null for a line that needs a closer look.
 */
export function outputEncoder(iteration: number, stream: "stdout" | "stderr", at: string) {
  const middle = `,"at":"${at}","type":"output","iteration":${iteration},"stream":"${stream}","text":`;
  return (seq: number, { text, truncated }: OutputLine): string | null => {
    if (truncated || text.length > maxQuickText) return null;
    return needsEscape.test(text)
      ? `{"seq":${seq}${middle}${JSON.stringify(text)}}\n`
      : `{"seq":${seq}${middle}"${text}"}\n`;
  };
}

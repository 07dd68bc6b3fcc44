import type { LineDecoder } from "../updates.ts";

/** A decoder that never throws: a line that `decode` cannot understand, and throws about, is kept as output. */
export function orRaw(decode: LineDecoder): LineDecoder {
  return (line) => {
    try {
      return decode(line);
    } catch {
      return [{ type: "raw", text: line }];
    }
  };
}

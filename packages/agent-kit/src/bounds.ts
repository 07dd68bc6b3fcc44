/** The longest line of an agent's output that goes into the journal whole: a page cannot show more of one line. 64 KiB. */
export const maxLineBytes = 65_536;
/** Ids of the known agents have 36 characters. */
const maxIdLength = 200;
/** A longer value is not indented: in one that is nested deeply the indentation is a thousand times as long as the rest. */
const maxIndentedLength = 4_096;
const nestedTooDeeply = "…";

/** The beginning of a text, marked where it was cut. */
export function cutEnd(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength - 1)}…`;
}

/** A text by itself: one that is kept must not hold the memory of the longer one that it was cut from. */
export function copyOf(text: string): string {
  return Buffer.from(text).toString();
}

/** An id as it can be kept. */
export function boundId(id: string): string {
  return id.length <= maxIdLength ? id : copyOf(id.slice(0, maxIdLength));
}

/** A value as JSON in one line. Never throws: of one that is nested too deeply nothing is left. */
export function jsonLine(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    return nestedTooDeeply;
  }
}

/** A value as a person reads it: JSON, indented while it is short. */
export function jsonText(value: unknown): string {
  const line = jsonLine(value);
  const isShort = line.length <= maxIndentedLength && line !== nestedTooDeeply;
  return isShort ? (JSON.stringify(value, null, 2) ?? "") : line;
}

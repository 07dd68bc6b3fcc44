import type { Json } from "./types.ts";

/** The objects of a list; empty for anything that is no list. */
export function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function string(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The names of a JSON schema's properties. */
export function propertyNames(schema: unknown): string[] {
  return isObject(schema) && isObject(schema.properties) ? Object.keys(schema.properties) : [];
}

/** All texts in the content of a message: a string, or a list of parts with `text`. */
export function contentText(content: unknown): string {
  if (typeof content === "string") return content;
  return objects(content)
    .map((part) => string(part.text))
    .join("\n");
}

/** A text in pieces of at most `length` characters; none for an empty one. */
export function pieces(text: string, length: number): string[] {
  const parts: string[] = [];
  for (let start = 0; start < text.length; start += length) {
    parts.push(text.slice(start, start + length));
  }
  return parts;
}

/** An event of a stream that has a name. */
export function namedEvent(type: string, data: Json): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;
}

/** An event of a stream without a name. */
export function plainEvent(data: Json): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}

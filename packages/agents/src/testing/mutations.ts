import * as fc from "fast-check";

/** Longer than any reader lets through in one piece of text. */
const hugeLength = 100_000;

type Holder = Record<string, unknown>;

/** What can stand where an agent's value stood: other types, nothing, nothing within nothing, far too much. */
const strangers = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(null, {}, [], "", -1, 1e308, 0.5, true, "9".repeat(hugeLength)),
  fc.constantFrom("constructor", "__proto__", "toString", "--resume", "\u0000", "\ud800", -1e308),
  fc.constant({ content: [null, { text: null }], message: null, usage: { input_tokens: null } }),
);

/** A recorded line as a broken or changed program may print it. */
export function mutatedLines(lines: readonly string[]): fc.Arbitrary<string> {
  const line = fc.constantFrom(...lines);
  const place = fc.double({ min: 0, max: 0.999, noNaN: true });
  const cut = fc.tuple(line, place).map(([text, at]) => text.slice(0, at * text.length));
  const flipped = fc.tuple(line, place, fc.nat({ max: 255 })).map(([text, at, byte]) => {
    const bytes = Buffer.from(text);
    bytes[Math.floor(at * bytes.length)] = byte;
    return bytes.toString("utf8").replaceAll("\n", " ");
  });
  const edit = (change: (holder: Holder, key: string, stranger: unknown) => void) =>
    fc.tuple(line, place, strangers).map(([text, at, stranger]) => {
      const root: unknown = JSON.parse(text);
      const fields = fieldsOf(root);
      const field = fields[Math.floor(at * fields.length)];
      if (field !== undefined) change(field.holder, field.key, stranger);
      return JSON.stringify(root);
    });
  const removed = edit((holder, key) => void Reflect.deleteProperty(holder, key));
  const replaced = edit((holder, key, stranger) => (holder[key] = stranger));
  return fc.oneof(cut, flipped, removed, replaced, replaced);
}

/** Every field of a value and of the values in it. */
function fieldsOf(value: unknown, fields: { holder: Holder; key: string }[] = []) {
  if (isHolder(value)) {
    for (const key of Object.keys(value)) {
      fields.push({ holder: value, key });
      fieldsOf(value[key], fields);
    }
  }
  return fields;
}

function isHolder(value: unknown): value is Holder {
  return typeof value === "object" && value !== null;
}

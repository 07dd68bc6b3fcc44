const escapes: Record<string, number> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  '"': 34,
  "\\": 92,
};

/** A path as git writes it into a patch: names with control characters, quotes or backslashes stand in quotes, byte by byte. */
export function unquotePath(written: string): string {
  if (!written.startsWith('"') || !written.endsWith('"')) return written;
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  // Every match is a whole character: the pattern has the flag `u`.
  for (const [whole, octal, letter] of written
    .slice(1, -1)
    .matchAll(/\\([0-7]{3})|\\(.)|[^\\]/gsu)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else if (letter !== undefined) bytes.push(escapes[letter] ?? letter.codePointAt(0) ?? 0);
    else bytes.push(...encoder.encode(whole));
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}

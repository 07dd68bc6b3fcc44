// Prints COUNT numbered lines in pieces, with a breath in between so that there are moments to die in: flood.mjs COUNT MS
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";

const count = Number(process.argv[2]);
const totalMs = Number(process.argv[3]);
const pieces = 200;
const inPiece = Math.ceil(count / pieces);

for (let first = 1; first <= count; first += inPiece) {
  let text = "";
  for (let line = first; line < first + inPiece && line <= count; line += 1)
    text += `line ${line}\n`;
  if (!process.stdout.write(text)) await once(process.stdout, "drain");
  await delay(totalMs / pieces);
}

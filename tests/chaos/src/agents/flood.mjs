// Prints COUNT numbered lines in pieces spread over MS, so that there are moments to die in: flood.mjs COUNT MS
const count = Number(process.argv[2]);
const totalMs = Number(process.argv[3]);
const pieces = 200;
const inPiece = Math.ceil(count / pieces);
let written = 0;

const timer = setInterval(() => {
  let text = "";
  const upTo = Math.min(count, written + inPiece);
  while (written < upTo) text += `line ${(written += 1)}\n`;
  process.stdout.write(text);
  if (written === count) clearInterval(timer);
}, totalMs / pieces);

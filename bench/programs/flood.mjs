// Prints lines of 93 bytes as fast as its pipe takes them, a write a line as ordinary programs do: flood.mjs COUNT
import { once } from "node:events";
const count = Number(process.argv[2]);
const filling = "x".repeat(93 - "line 0000000 ".length - 1);
for (let line = 1; line <= count; line += 1) {
  if (!process.stdout.write(`line ${String(line).padStart(7, "0")} ${filling}\n`))
    await once(process.stdout, "drain");
}

// Prints 100,000 lines as fast as its pipe takes them.
import { once } from "node:events";

for (let line = 1; line <= 100_000; line += 1) {
  if (!process.stdout.write(`${line} ${"x".repeat(150)}\n`)) await once(process.stdout, "drain");
}

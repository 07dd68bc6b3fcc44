// A command agent for tests: prints a line, then waits until the file `go` is in its folder; then it is done.
import { access, watch, writeFile } from "node:fs/promises";

for await (const chunk of process.stdin) void chunk;
const isTold = () =>
  access("go").then(
    () => true,
    () => false,
  );
const watcher = watch(".");
console.log("waiting");
if (!(await isTold())) {
  for await (const change of watcher) {
    if (change.filename === "go" && (await isTold())) break;
  }
}
await writeFile("done.txt", "done\n");
console.log("<promise>COMPLETE</promise>");
process.exit(0);

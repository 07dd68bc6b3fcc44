// A command agent for tests: says in its first iteration that all is solved though nothing is, and solves the conflicts in the second.
import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";

let prompt = "";
for await (const chunk of process.stdin) prompt += chunk;
await writeFile(`${process.env.HOME}/prompt-${process.env.SIGNALBOX_ITERATION}.txt`, prompt);
if (Number(process.env.SIGNALBOX_ITERATION) > 1) {
  const files = execFileSync("git", ["grep", "-lz", "^<<<<<<<"], { encoding: "utf8" });
  for (const file of files.split("\0").filter((name) => name !== "")) {
    await writeFile(file, "both\n");
  }
}
console.log("<promise>COMPLETE</promise>");

// Stands in for pi in tests: tells its version, else notes how it was started and answers like it, in one conversation.
import { appendFile, writeFile } from "node:fs/promises";

const argv = process.argv.slice(2);
const say = (event) => console.log(JSON.stringify(event));

if (argv.includes("--version")) {
  console.log("0.73.1");
} else {
  let prompt = "";
  for await (const chunk of process.stdin) prompt += chunk;
  await appendFile(
    process.env.TEST_STARTS,
    `${JSON.stringify({ argv, cwd: process.cwd(), prompt })}\n`,
  );
  await writeFile(`work-${process.env.SIGNALBOX_ITERATION}.txt`, "work\n");
  const content = [{ type: "text", text: "Done.\n\n<promise>COMPLETE</promise>" }];
  const usage = { input: 200, output: 42, cacheRead: 1000, cacheWrite: 0, cost: { total: 0.5 } };
  const message = { role: "assistant", content, model: "some-model", usage, stopReason: "stop" };
  say({ type: "session", id: "conversation-1" });
  say({ type: "message_end", message });
  say({ type: "agent_end", messages: [] });
}

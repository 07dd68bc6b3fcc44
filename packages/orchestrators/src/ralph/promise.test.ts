import { completionPromise } from "@signalbox/shared";
import { expect, test } from "vitest";
import { endsWithPromise } from "./promise.ts";

const complete: Record<string, string> = {
  "the promise alone": completionPromise,
  "the promise after other lines": `All done.\n\n${completionPromise}`,
  "blank lines after it": `Done.\n${completionPromise}\n\n  \n`,
  "carriage returns": `Done.\r\n${completionPromise}\r\n`,
  "terminal colours": `Done.\n\u001B[32m${completionPromise}\u001B[0m\n`,
  "a code block that is closed before it": `\`\`\`js\nf()\n\`\`\`\n${completionPromise}`,
  "a longer fence around a shorter one": `\`\`\`\`md\n\`\`\`\n\`\`\`\`\n${completionPromise}`,
  "a fence in a list": `1. Run\n   - \`\`\`sh\n     make\n     \`\`\`\n\n${completionPromise}`,
  "three backticks within a line": `Use \`\`\`x\`\`\` here.\n\`\`\`x\`\`\` is code.\n${completionPromise}`,
};

const incomplete: Record<string, string> = {
  nothing: "",
  "the promise in the middle of the output": `${completionPromise}\nStill two tests to fix.`,
  "the promise within a line": `I will end with ${completionPromise}`,
  "text after it in its line": `${completionPromise}.`,
  "a quotation": `You said:\n> ${completionPromise}`,
  "an indented code block": `Then print\n\n    ${completionPromise}`,
  "one leading space": ` ${completionPromise}`,
  "an open code block": `Print this:\n\`\`\`\n${completionPromise}`,
  "an open block with tildes": `~~~text\n${completionPromise}`,
  "a block closed after it": `\`\`\`\n${completionPromise}\n\`\`\``,
  "a shorter fence that closes nothing": `\`\`\`\`\n\`\`\`\n${completionPromise}`,
  "another fence that closes nothing": `~~~\n\`\`\`\n${completionPromise}`,
  "inline code": `\`${completionPromise}\``,
  "another spelling": "<promise>complete</promise>",
  "a carriage return that overwrites a line": `not yet\r${completionPromise}`,
};

test.each(Object.entries(complete))("%s completes", (_, text) => {
  expect(endsWithPromise(text)).toBe(true);
});

test.each(Object.entries(incomplete))("%s does not complete", (_, text) => {
  expect(endsWithPromise(text)).toBe(false);
});

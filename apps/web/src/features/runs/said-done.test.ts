import { describe, expect, it } from "vitest";
import { withoutPromise } from "./said-done.ts";

const promise = "<promise>COMPLETE</promise>";

describe("withoutPromise", () => {
  it("takes the promise off the end of a message", () => {
    expect(withoutPromise(`All is done.\n\n${promise}\n`)).toEqual({
      text: "All is done.",
      saysDone: true,
    });
    expect(withoutPromise(promise)).toEqual({ text: "", saysDone: true });
    expect(withoutPromise(`\`\`\`sh\nmake\n\`\`\`\n${promise}`).saysDone).toBe(true);
  });

  it.each([
    ["quoted in a line", `I will say ${promise}`],
    ["followed by other words", `${promise}\nNot yet.`],
    ["indented", `Say this:\n\n    ${promise}`],
    ["in a code block", `Say this:\n\`\`\`\n${promise}`],
  ])("leaves a promise alone that is %s", (_, text) => {
    expect(withoutPromise(text)).toEqual({ text, saysDone: false });
  });
});

import { describe, expect, it } from "vitest";
import { commandOf, readableInput } from "./command-of.ts";

const execute = (input: string | null) => commandOf({ toolKind: "execute", input });

describe("commandOf", () => {
  it.each([
    ["npm test", "npm test"],
    ['{"command":"npm test","cwd":"/repo"}', "npm test"],
    ['{"command":["bash","-lc","npm test && ls"]}', "npm test && ls"],
    ['{"command":["git","status"]}', "git status"],
    ['{"command":{"x":1}}', '{"command":{"x":1}}'],
    ["{broken", "{broken"],
  ])("%s is the command %s", (input, command) => expect(execute(input)).toBe(command));

  it("is null for other tools, and where nothing is told", () => {
    expect(commandOf({ toolKind: "read", input: "x" })).toBeNull();
    expect(execute(null)).toBeNull();
  });
});

describe("readableInput", () => {
  it("lays JSON out, and leaves anything else as it is", () => {
    expect(readableInput('{"a":1}')).toBe('{\n  "a": 1\n}');
    expect(readableInput("grep -r x")).toBe("grep -r x");
    expect(readableInput("{half")).toBe("{half");
  });
});

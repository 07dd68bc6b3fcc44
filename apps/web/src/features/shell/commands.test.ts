import { afterEach, describe, expect, it } from "vitest";
import { commandOfStroke, strokeOf } from "./command-keys.ts";
import { currentCommands, registerCommands, type Command } from "./commands.ts";

const command = (id: string, more: Partial<Command> = {}): Command => ({
  id,
  label: id,
  section: "go",
  run: () => undefined,
  ...more,
});

const key = (name: string, more: Partial<KeyboardEvent> = {}) => ({
  key: name,
  code: "",
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  ...more,
});

describe("the registry", () => {
  const own: ReturnType<typeof registerCommands>[] = [];
  const add = (...commands: Command[]) => {
    const registration = registerCommands(commands);
    own.push(registration);
    return registration;
  };
  afterEach(() => own.splice(0).forEach((registration) => registration.remove()));
  const ids = () => currentCommands().map(({ id }) => id);

  it("has what is mounted and can be done, the innermost last", () => {
    const page = add(command("a"), command("b", { when: false }));
    add(command("c"));
    expect(ids()).toEqual(["a", "c"]);
    page.update([command("a"), command("b", { when: true })]);
    expect(ids()).toEqual(["a", "b", "c"]);
    page.remove();
    expect(ids()).toEqual(["c"]);
  });

  it("gives the same array until something changes, and always the latest of what is done", () => {
    const done: string[] = [];
    const page = add(command("a", { run: () => done.push("old") }));
    expect(currentCommands()).toBe(currentCommands());
    page.update([command("a", { run: () => done.push("new") })]);
    currentCommands()[0]?.run?.();
    expect(done).toEqual(["new"]);
  });
});

describe("keys", () => {
  const commands = [
    command("outer", { keys: "n" }),
    command("go", { keys: ["g o", "g s"] }),
    command("inner", { keys: "n" }),
    command("told", { keys: "j", run: undefined }),
  ];
  const idOf = (previous: string | null, stroke: string) =>
    commandOfStroke(commands, previous, stroke)?.command.id;

  it("call the innermost command, and pairs before single keys", () => {
    expect(idOf(null, "n")).toBe("inner");
    expect(idOf("g", "s")).toBe("go");
    expect(idOf("g", "n")).toBe("inner");
    expect(idOf(null, "o")).toBeUndefined();
  });
  it("that something else handles call nothing", () => expect(idOf(null, "j")).toBeUndefined());

  it("are written in one way, whatever the keyboard", () => {
    expect(strokeOf(key("K", { ctrlKey: true }))).toBe("mod+k");
    expect(strokeOf(key("k", { metaKey: true }))).toBe("mod+k");
    expect(strokeOf(key("т", { code: "KeyN" }))).toBe("n");
    expect(strokeOf(key("ArrowUp", { altKey: true }))).toBe("alt+ArrowUp");
    expect(strokeOf(key("F", { ctrlKey: true, shiftKey: true }))).toBe("mod+shift+f");
    expect(strokeOf(key("?", { shiftKey: true }))).toBe("?");
  });
  it("that only modify, or compose a character, are none", () => {
    expect(strokeOf(key("Shift"))).toBeNull();
    expect(strokeOf(key("n", { isComposing: true }))).toBeNull();
  });
});

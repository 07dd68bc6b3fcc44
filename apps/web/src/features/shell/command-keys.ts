import { useEffect } from "react";
import { currentCommands, type Command } from "./commands.ts";

/** How long the second key of a pair may take. */
const pairMs = 1_000;

type KeyPress = Pick<
  KeyboardEvent,
  "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "isComposing"
>;

/** A key that was pressed, as commands write it: `n`, `?`, `mod+k`, `mod+shift+f`, `alt+ArrowUp`; null for what is no key of its own. */
export function strokeOf(event: KeyPress): string | null {
  if (event.isComposing || ["Control", "Shift", "Alt", "Meta"].includes(event.key)) return null;
  const isMod = event.ctrlKey || event.metaKey;
  const key = isMod ? latinKey(event).toLowerCase() : latinKey(event);
  // Alone, the shift key is in the character already.
  const shift = isMod && event.shiftKey ? "shift+" : "";
  return `${isMod ? "mod+" : ""}${event.altKey ? "alt+" : ""}${shift}${key}`;
}

/** On a keyboard of another script the key's place tells which letter is meant. */
function latinKey({ key, code }: KeyPress): string {
  const isOtherScript = key.length === 1 && key > "\u{7f}" && code.startsWith("Key");
  return isOtherScript ? code.slice("Key".length).toLowerCase() : key;
}

/** The ways to call a command with keys; none for most. */
export function keysOf({ keys = [] }: Pick<Command, "keys">): readonly string[] {
  return typeof keys === "string" ? [keys] : keys;
}

/** What a stroke calls, when `previous` was pressed just before it: a pair goes before a single key, the innermost before the outer. */
export function commandOfStroke(
  commands: readonly Command[],
  previous: string | null,
  stroke: string,
): { command: Command; keys: string } | undefined {
  const find = (keys: string) => {
    const command = commands.findLast((one) => one.run && keysOf(one).includes(keys));
    return command && { command, keys };
  };
  return (previous === null ? undefined : find(`${previous} ${stroke}`)) ?? find(stroke);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName))
  );
}

/** Listen for the keys of all commands. Single keys rest while somebody types; all of them while a dialog is open. */
export function useCommandKeys(): void {
  useEffect(() => {
    let previous: { stroke: string; at: number } | null = null;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const stroke = strokeOf(event);
      if (stroke === null) return;
      if (isTyping(event.target) && !stroke.startsWith("mod+")) return;
      if (document.querySelector("[role=dialog],[role=alertdialog]")) return;
      const before = previous && event.timeStamp - previous.at < pairMs ? previous.stroke : null;
      previous = { stroke, at: event.timeStamp };
      const called = commandOfStroke(currentCommands(), before, stroke);
      if (!called) return;
      event.preventDefault();
      previous = null;
      called.command.run?.(called.keys);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

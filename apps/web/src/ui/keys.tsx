import { t } from "@lingui/core/macro";
import { cn } from "../lib/cn.ts";

const isApple = /mac|iphone|ipad/i.test(globalThis.navigator?.platform ?? "");

/** How a key is written on the keyboard. */
function nameOf(key: string): string {
  switch (key) {
    case "mod":
      return isApple ? "⌘" : t`Ctrl`;
    case "alt":
      return isApple ? "⌥" : t`Alt`;
    case "ArrowUp":
      return "↑";
    case "ArrowDown":
      return "↓";
    case "ArrowLeft":
      return "←";
    case "ArrowRight":
      return "→";
    case "Escape":
      return t`Esc`;
    case "Enter":
      return t`Enter`;
    case "shift":
      return t`Shift`;
    case "Home":
      return t`Home`;
    case "End":
      return t`End`;
    default:
      return key;
  }
}

/** One stroke in words: `n`, `Ctrl K`. A letter that is pressed with another key stands as it does on the keyboard. */
export function strokeWords(stroke: string): string {
  if (stroke.length === 1) return stroke;
  const keys = stroke.split("+");
  return keys
    .map((key) => (keys.length > 1 && key.length === 1 ? key.toUpperCase() : nameOf(key)))
    .join(" ");
}

/** Keys as they stand on the keyboard: `mod+k`, or one after the other, `g o`. */
export function Keys({ keys, className }: { keys: string; className?: string }) {
  return (
    <span className={cn("inline-flex shrink-0 items-center gap-1", className)}>
      {keys.split(" ").map((stroke, index) => (
        // A key's place is its identity: the same one may be pressed twice.
        <kbd
          key={index}
          className="min-w-5 rounded-sm border border-line-strong bg-sunken px-1 text-center font-mono text-xs leading-4.5 text-ink-2"
        >
          {strokeWords(stroke)}
        </kbd>
      ))}
    </span>
  );
}

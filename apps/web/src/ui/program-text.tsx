import { AnsiText } from "./ansi-text.tsx";

/** Text of a program, with its line breaks; long text scrolls inside. */
export function ProgramText({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <p className="text-xs text-ink-3">{label}</p>
      <pre
        // Scrolls by itself, so it can be reached and moved with the keyboard.
        tabIndex={0}
        role="group"
        aria-label={label}
        className="max-h-72 overflow-auto rounded-sm bg-sunken px-2 py-1 font-mono text-xs leading-4.5 whitespace-pre-wrap [overflow-wrap:anywhere]"
      >
        <AnsiText text={text} />
      </pre>
    </div>
  );
}

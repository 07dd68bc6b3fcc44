import { Plural, Trans } from "@lingui/react/macro";
import { t } from "@lingui/core/macro";
import { useMemo, useState, type ReactNode } from "react";
import { cn } from "../lib/cn.ts";
import { ansiPlainText } from "./ansi.ts";
import { AnsiText } from "./ansi-text.tsx";
import { CopyButton } from "./copy-button.tsx";
import { cutLines, linePieces } from "./cut-lines.ts";

/**
 * Text of a program in a well of its own, with its line breaks and colours. Long text is cut until it is asked for (`keep`: which end of
 * it is worth seeing first), and scrolls inside.
 */
export function ProgramText({
  label,
  text,
  keep = "end",
  prompt = false,
  className,
}: {
  label: string;
  text: string;
  keep?: "start" | "end";
  /** Drawn as what somebody typed into a shell. */
  prompt?: boolean;
  className?: string;
}) {
  const [isWhole, setWhole] = useState(false);
  const cut = useMemo(() => cutLines(text, keep), [text, keep]);
  const shown = isWhole ? text : cut.text;
  const more =
    cut.hiddenLines > 0 && !isWhole ? (
      <button
        type="button"
        onClick={() => setWhole(true)}
        className="block w-full px-2 py-1 text-left font-sans text-xs font-medium text-accent hover:underline"
      >
        <Trans>
          Show all: <Plural value={cut.hiddenLines} one="# more line" other="# more lines" />
        </Trans>
      </button>
    ) : null;
  return (
    <div className={className}>
      <div className="flex min-h-6 items-center justify-between gap-2">
        <p className="text-xs text-ink-3">{label}</p>
        <CopyButton label={t`Copy: ${label}`} text={() => ansiPlainText(text)} />
      </div>
      <div className="rounded-sm border bg-sunken">
        {keep === "end" && more}
        <Well label={label} isPrompt={prompt}>
          {linePieces(shown).map((piece, index) => (
            // Pieces of one text never move: their place is their identity.
            <span key={index} className={index > 0 ? "late-lines" : undefined}>
              <AnsiText text={piece} />
            </span>
          ))}
        </Well>
        {keep === "start" && more}
      </div>
    </div>
  );
}

function Well({
  label,
  isPrompt,
  children,
}: {
  label: string;
  isPrompt: boolean;
  children: ReactNode;
}) {
  return (
    <pre
      // Scrolls by itself, so it can be reached and moved with the keyboard.
      tabIndex={0}
      role="group"
      aria-label={label}
      className={cn(
        "max-h-72 overflow-auto px-2 py-1 font-mono text-xs leading-4.5 whitespace-pre-wrap tab-4 [overflow-wrap:anywhere]",
        isPrompt &&
          "pl-5 -indent-3 before:text-accent before:content-['$_'] print:before:text-black",
      )}
    >
      {children}
    </pre>
  );
}

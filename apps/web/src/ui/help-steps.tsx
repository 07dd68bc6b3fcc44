import { t } from "@lingui/core/macro";
import { Check, Copy } from "lucide-react";
import { cn } from "../lib/cn.ts";
import { useCopied } from "../lib/use-copied.ts";

/** Steps that a person can take, commands in them ready to be copied; nothing when there are none. */
export function HelpSteps({ help, className }: { help: readonly string[]; className?: string }) {
  if (help.length === 0) return null;
  return (
    <ul className={cn("mt-1 list-disc pl-4 text-ink-2", className)}>
      {help.map((step) => (
        <li key={step}>
          {partsOf(step).map((part, index) =>
            part.isCode ? (
              <CopyableCode key={`${index} ${part.text}`} text={part.text} />
            ) : (
              part.text
            ),
          )}
        </li>
      ))}
    </ul>
  );
}

/** A command that a step ends with, as in `Install it: npm install …`. */
const commandAtEnd = /^(.*: )((?:npm|npx|git) [^`]+)$/s;

/** A step's words and the code in them: what stands between backticks, or the command that it ends with. */
function partsOf(step: string): { text: string; isCode: boolean }[] {
  const [, words, command] = commandAtEnd.exec(step) ?? [];
  if (words !== undefined && command !== undefined) {
    return [
      { text: words, isCode: false },
      { text: command, isCode: true },
    ];
  }
  return step
    .split("`")
    .map((text, index) => ({ text, isCode: index % 2 === 1 }))
    .filter(({ text }) => text !== "");
}

/** A command or a path, with a button that copies it. */
export function CopyableCode({ text }: { text: string }) {
  const { copied, copy } = useCopied();
  const Icon = copied ? Check : Copy;
  return (
    <span className="inline-flex max-w-full items-start gap-0.5 align-top">
      <code className="min-w-0 rounded-sm bg-surface/60 px-1 font-mono text-xs leading-5 [overflow-wrap:anywhere]">
        {text}
      </code>
      <button
        type="button"
        aria-label={copied ? t`Copied: ${text}` : t`Copy: ${text}`}
        title={copied ? t`Copied` : t`Copy`}
        onClick={() => copy(text)}
        className="inline-flex size-5 shrink-0 items-center justify-center rounded-sm text-ink-3 hover:bg-sunken hover:text-ink"
      >
        <Icon aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}

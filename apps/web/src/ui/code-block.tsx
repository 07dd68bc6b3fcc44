import { t } from "@lingui/core/macro";
import { Plural, Trans } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import type { DiffHunk } from "../features/git/patch.ts";
import { useSpans } from "../features/git/use-spans.ts";
import { CopyButton } from "./copy-button.tsx";
import { cutLines } from "./cut-lines.ts";
import "../features/git/diff.css";

const noHunks: DiffHunk[] = [];

/** Code with the colours of its language, which are worked out beside the page, and a button that copies it. `isGrowing` while more of it may come. */
export function CodeBlock({
  text,
  language,
  isGrowing = false,
}: {
  text: string;
  language: string;
  isGrowing?: boolean;
}) {
  const [isWhole, setWhole] = useState(false);
  const cut = useMemo(() => cutLines(text, isGrowing ? "end" : "start"), [text, isGrowing]);
  const shown = isWhole ? text : cut.text;
  const label = language === "" ? t`Code` : t`Code: ${language}`;
  return (
    <div className="my-2 rounded-sm border bg-sunken">
      <div className="flex items-center justify-between border-b pl-2 text-xs text-ink-3">
        <span>{language}</span>
        <CopyButton label={t`Copy the code`} text={() => text} />
      </div>
      <pre
        // Scrolls by itself, so it can be reached and moved with the keyboard.
        tabIndex={0}
        role="group"
        aria-label={label}
        className="max-h-96 overflow-auto px-2 py-1.5 font-mono text-xs leading-4.5 tab-4"
      >
        <Coloured text={shown} language={isGrowing ? "" : language} />
      </pre>
      {cut.hiddenLines > 0 && !isWhole && (
        <button
          type="button"
          onClick={() => setWhole(true)}
          className="block w-full border-t px-2 py-1 text-left text-xs font-medium text-accent hover:underline"
        >
          <Trans>
            Show all: <Plural value={cut.hiddenLines} one="# more line" other="# more lines" />
          </Trans>
        </button>
      )}
    </div>
  );
}

/** The highlighter knows the lines of a diff: code is one in which nothing changed. */
function Coloured({ text, language }: { text: string; language: string }) {
  const hunks = useMemo((): DiffHunk[] => {
    if (language === "") return noHunks;
    const lines = text.split("\n").map((line, index) => ({
      kind: "same" as const,
      before: index + 1,
      after: index + 1,
      text: line,
    }));
    return [{ header: "", lines }];
  }, [text, language]);
  const spans = useSpans(hunks, `code.${language}`);
  if (!spans) return text;
  return hunks.flatMap(({ lines }) =>
    lines.map((line, index) => (
      <span key={line.after}>
        {index > 0 && "\n"}
        {spans.get(line)?.map(([piece, classes], at) => (
          // oxlint-disable-next-line react/no-array-index-key -- a line's pieces have no other name, and never move
          <span key={at} className={classes}>
            {piece}
          </span>
        )) ?? line.text}
      </span>
    )),
  );
}

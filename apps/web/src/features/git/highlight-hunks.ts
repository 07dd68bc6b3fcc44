import dockerfile from "highlight.js/lib/languages/dockerfile";
import elixir from "highlight.js/lib/languages/elixir";
import haskell from "highlight.js/lib/languages/haskell";
import powershell from "highlight.js/lib/languages/powershell";
import protobuf from "highlight.js/lib/languages/protobuf";
import scala from "highlight.js/lib/languages/scala";
import { common, createLowlight } from "lowlight";
import type { DiffHunk, DiffLine } from "./patch.ts";
import { markSpans, spansOfTree, type Span } from "./spans.ts";
import { wordMarksOf } from "./word-marks.ts";

const lowlight = createLowlight(common);
lowlight.register({ dockerfile, elixir, haskell, powershell, protobuf, scala });

/** Languages with block comments: a hunk may begin in the middle of one, and would be read as code, quotes and all. */
const commentLanguages = new Set(
  "c h cc cpp hpp cs csharp css go java cjs js jsx mjs javascript kt kotlin less php rs rust scala scss swift cts mts ts tsx typescript".split(
    " ",
  ),
);

/** How every line of some hunks is to be drawn: by hunk, then by line; null for a line that is plain. */
export type HunkSpans = (Span[] | null)[][];

/** The syntax of the lines in an unknown language is plain; changed words are marked in any. */
export function highlightHunks(hunks: readonly DiffHunk[], language: string | null): HunkSpans {
  const known = language !== null && lowlight.registered(language) ? language : null;
  return hunks.map((hunk) => {
    const syntax = known === null ? new Map<DiffLine, Span[]>() : syntaxOf(hunk, known);
    const marks = wordMarksOf(hunk);
    return hunk.lines.map((line) => {
      const spans = syntax.get(line);
      const lineMarks = marks.get(line);
      if (!lineMarks) return spans ?? null;
      return markSpans(spans ?? [[line.text, ""]], lineMarks);
    });
  });
}

/** Both texts of a hunk are read as a whole: a comment or a string may go over several lines. */
function syntaxOf(hunk: DiffHunk, language: string): Map<DiffLine, Span[]> {
  const spans = new Map<DiffLine, Span[]>();
  for (const missing of ["added", "removed"] as const) {
    const lines = hunk.lines.filter(({ kind }) => kind !== missing);
    const text = lines.map((line) => line.text).join("\n");
    const opening = commentLanguages.has(language) && beginsInComment(text) ? ["/*"] : [];
    const whole = [...opening, text].join("\n");
    const found = spansOfTree(lowlight.highlight(language, whole).children).slice(opening.length);
    for (const [index, line] of lines.entries()) {
      const lineSpans = found[index];
      if (lineSpans) spans.set(line, lineSpans);
    }
  }
  return spans;
}

/** Whether the beginning of a block comment was left out: its end comes first, or its first line here is drawn as one. */
function beginsInComment(text: string): boolean {
  const end = text.indexOf("*/");
  const start = text.indexOf("/*");
  if (end !== -1 && (start === -1 || end < start)) return true;
  return /^\s*\*(?:\s|$)/.test(text) && start === -1;
}

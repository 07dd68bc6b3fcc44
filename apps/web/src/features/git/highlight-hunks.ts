import { refractor } from "refractor";
import docker from "refractor/docker";
import elixir from "refractor/elixir";
import graphql from "refractor/graphql";
import haskell from "refractor/haskell";
import hcl from "refractor/hcl";
import jsx from "refractor/jsx";
import powershell from "refractor/powershell";
import protobuf from "refractor/protobuf";
import scala from "refractor/scala";
import toml from "refractor/toml";
import tsx from "refractor/tsx";
import zig from "refractor/zig";
import type { DiffHunk, DiffLine } from "./patch.ts";
import { markSpans, spansOfTree, type Span } from "./spans.ts";
import { wordMarksOf } from "./word-marks.ts";

for (const language of [
  docker,
  elixir,
  graphql,
  haskell,
  hcl,
  jsx,
  powershell,
  protobuf,
  scala,
  toml,
  tsx,
  zig,
]) {
  refractor.register(language);
}

/** How every line of some hunks is to be drawn: by hunk, then by line; null for a line that is plain. */
export type HunkSpans = (Span[] | null)[][];

/** The syntax of the lines in an unknown language is plain; changed words are marked in any. */
export function highlightHunks(hunks: readonly DiffHunk[], language: string | null): HunkSpans {
  const known = language !== null && refractor.registered(language) ? language : null;
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
    const found = spansOfTree(refractor.highlight(text, language).children);
    for (const [index, line] of lines.entries()) {
      const lineSpans = found[index];
      if (lineSpans) spans.set(line, lineSpans);
    }
  }
  return spans;
}

import { useEffect, useState } from "react";
import type { LineSpans } from "./diff-table.tsx";
import { highlight } from "./highlighter.ts";
import type { HunkSpans } from "./highlight-hunks.ts";
import { languageOf } from "./languages.ts";
import type { DiffHunk, DiffLine } from "./patch.ts";
import type { Span } from "./spans.ts";

/** What was worked out stays as long as the hunks do: a file that comes into view again has its colours at once. */
const known = new WeakMap<readonly DiffHunk[], Promise<LineSpans | null> | LineSpans>();

/** The colours of a file's lines; null until they are worked out, and where there are none. */
export function useSpans(hunks: readonly DiffHunk[], path: string): LineSpans | null {
  const [found, setFound] = useState<{ of: readonly DiffHunk[]; spans: LineSpans | null }>();
  const cached = known.get(hunks);
  useEffect(() => {
    let isWanted = true;
    const entry = known.get(hunks) ?? begin(hunks, path);
    if (!(entry instanceof Promise)) return;
    const show = async () => {
      const spans = await entry;
      if (isWanted) setFound({ of: hunks, spans });
    };
    void show();
    return () => {
      isWanted = false;
    };
  }, [hunks, path]);
  if (cached instanceof Map) return cached;
  return found?.of === hunks ? found.spans : null;
}

function begin(hunks: readonly DiffHunk[], path: string): Promise<LineSpans | null> {
  const work = async () => {
    const spans = await highlight(hunks, languageOf(path));
    const byLine = spans === null ? null : spansByLine(hunks, spans);
    if (byLine) known.set(hunks, byLine);
    return byLine;
  };
  const begun = work();
  known.set(hunks, begun);
  return begun;
}

function spansByLine(hunks: readonly DiffHunk[], spans: HunkSpans): LineSpans {
  const byLine = new Map<DiffLine, Span[]>();
  for (const [index, hunk] of hunks.entries()) {
    for (const [at, line] of hunk.lines.entries()) {
      const own = spans[index]?.[at];
      if (own) byLine.set(line, own);
    }
  }
  return byLine;
}

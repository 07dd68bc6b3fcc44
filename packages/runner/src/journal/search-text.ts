import { stripVTControlCharacters } from "node:util";
import type { Event, RunSearchMatch } from "@signalbox/shared";
import { readableTexts } from "./readable.ts";

/** How long an excerpt is at most, and how much of its line goes before the match. Characters. */
const maxExcerptLength = 200;
const leadLength = 60;

/** Looks for one text, whatever the case of its letters. */
export interface TextSearch {
  /** Finds, in the JSON of events, every place where a match could be, and some where there is none. */
  candidates: RegExp;
  /** The first match in what a person reads of an event. */
  matchIn: (event: Event) => RunSearchMatch | null;
}

export function searchFor(query: string): TextSearch {
  const asJson = escaped(JSON.stringify(query).slice(1, -1));
  const pattern = new RegExp(escaped(query), "i");
  return {
    // Colours and other control sequences may stand in the middle of a match: texts that have any are looked at closely.
    candidates: new RegExp(String.raw`${asJson}|\\u001b|\u009b`, "gi"),
    matchIn(event) {
      for (const raw of readableTexts(event)) {
        if (!raw) continue;
        const text = stripVTControlCharacters(raw);
        const at = text.search(pattern);
        if (at === -1) continue;
        const iteration = "iteration" in event ? (event.iteration ?? null) : null;
        const { seq, type } = event;
        return { seq, type, iteration, ...excerptOf(text, at, query.length) };
      }
      return null;
    },
  };
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}

/** The line around a match, cut to `maxExcerptLength`, and where in it the match is. */
function excerptOf(text: string, at: number, length: number) {
  const lineStart = Math.max(text.lastIndexOf("\n", at - 1), text.lastIndexOf("\r", at - 1)) + 1;
  const nextLine = text.indexOf("\n", at + length);
  const lineEnd = nextLine === -1 ? text.length : nextLine;
  const lead = Math.min(leadLength, maxExcerptLength - length);
  const start =
    lineEnd - lineStart <= maxExcerptLength ? lineStart : Math.max(lineStart, at - lead);
  const excerpt = text.slice(start, Math.min(lineEnd, start + maxExcerptLength));
  return { excerpt, at: at - start, length };
}

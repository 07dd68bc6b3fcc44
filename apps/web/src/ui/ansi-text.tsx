import { ansiSpans } from "./ansi.ts";

/** Text of a program, its terminal colours in the theme's. */
export function AnsiText({ text }: { text: string }) {
  return ansiSpans(text).map((span, index) =>
    span.className === "" ? (
      span.text
    ) : (
      // The spans of one text never move: their place is their identity.
      <span key={index} className={span.className}>
        {span.text}
      </span>
    ),
  );
}

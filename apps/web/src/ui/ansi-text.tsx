import { ansiSpans } from "./ansi.ts";
import "./ansi.css";

/** Text of a program, its terminal colours in the theme's. */
export function AnsiText({ text }: { text: string }) {
  return ansiSpans(text).map((span, index) =>
    span.className === "" && span.style === undefined ? (
      span.text
    ) : (
      // The spans of one text never move: their place is their identity.
      <span key={index} className={span.className} style={span.style}>
        {span.text}
      </span>
    ),
  );
}

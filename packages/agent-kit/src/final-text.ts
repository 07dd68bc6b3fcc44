import { stripVTControlCharacters } from "node:util";

/** How much of an agent's final words is kept to look for the completion promise in. 64 Ki characters. */
const maxFinalTextLength = 65_536;

/**
 * The end of a text that comes in pieces: at most `maxFinalTextLength` characters in whole lines (a longer last line is cut), in
 * memory of twice that and one piece.
 */
export function createFinalText() {
  let kept = "";
  let openFence: string | null = null;
  const compact = () => {
    if (kept.length <= maxFinalTextLength) {
      return;
    }
    const wanted = kept.length - maxFinalTextLength;
    const lineEnd = kept.indexOf("\n", wanted);
    // Without a line end the line itself is cut: the completion promise is never that long.
    const cut = lineEnd === -1 ? wanted : lineEnd + 1;
    openFence = fenceAfter(kept.slice(0, cut), openFence);
    kept = kept.slice(cut);
  };
  return {
    append(text: string): void {
      kept += text;
      if (kept.length > maxFinalTextLength * 2) {
        compact();
      }
    },
    /** Forgets everything: a new message has begun. */
    reset(): void {
      kept = "";
      openFence = null;
    },
    /**
     * The kept end, without colours. When it was cut inside a code block, the block's opening line is put before it: whoever looks
     * for the completion promise sees that the text is quoted.
     */
    text(): string {
      compact();
      const plain = stripVTControlCharacters(kept);
      return openFence === null ? plain : `${openFence}\n${plain}`;
    },
  };
}

/** The beginning of a fenced code block, also as an item of a list or in a quotation. */
const fencePattern = /^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)?(`{3,}|~{3,})(.*)$/;

/** The code fence that is open after `text`, given the one open before it (CommonMark 4.5); null when none is. */
export function fenceAfter(text: string, before: string | null): string | null {
  // Hardly any text of a flood of output has a fence; one may be hidden by colours between its characters.
  const marks = ["```", "~~~", "\u001b", "\u009b"];
  if (!marks.some((mark) => text.includes(mark))) {
    return before;
  }
  let open = before;
  for (const line of text.split("\n")) {
    const match = fencePattern.exec(stripVTControlCharacters(line));
    const fence = match?.[1];
    if (match === null || fence === undefined) {
      continue;
    }
    const info = (match[2] ?? "").trim();
    if (open === null) {
      // A backtick fence has no backtick in its info string: that would be inline code.
      open = fence.startsWith("`") && info.includes("`") ? null : fence;
    } else if (fence.startsWith(open) && info === "") {
      open = null;
    }
  }
  return open;
}

/** So much of a message is read as Markdown at once, in one task of the page: some milliseconds, whatever is in it. */
const maxBlockLength = 2_500;
/** Smaller blocks are put together up to this, for fewer parts in the page. */
const smallBlockLength = 500;

/** A part of a message that can be drawn by itself. */
export type MarkdownBlock =
  | { kind: "markdown"; text: string }
  /** Lines between two fences. `isOpen` while its end has not come. */
  | { kind: "code"; text: string; language: string; isOpen: boolean }
  /** Too long, or nested too deep, to be read as Markdown. */
  | { kind: "plain"; text: string };

const fencePattern = /^ {0,3}(`{3,}|~{3,})[ \t]*([^`]*)$/;
/** Quotes or lists in one another, deeper than anybody writes. */
const deepNesting = /^(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)])){12}/m;
/** More pairs to be matched than anybody writes; each costs the more the more there are. */
const maxBrackets = 500;

/**
 * Takes a message apart into blocks that can be read and drawn one by one, in order. More text at the end never changes any block but the
 * last: a message that is still being written costs only its last block.
 */
export function markdownBlocks(text: string): MarkdownBlock[] {
  const blocks: MarkdownBlock[] = [];
  let open: string[] = [];
  let length = 0;
  let isAfterBlank = false;
  const close = () => {
    const joined = open.join("\n");
    if (joined.trim() !== "") blocks.push(textBlock(joined));
    open = [];
    length = 0;
  };
  const lines = text.split("\n");
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    const fence = fencePattern.exec(line);
    if (fence) {
      close();
      const code = codeBlock(lines, index, fence);
      blocks.push(code.block);
      index = code.lastLine;
      isAfterBlank = true;
      continue;
    }
    const isBlank = line.trim() === "";
    if (isAfterBlank && !isBlank && canEndBefore(line, open) && length >= smallBlockLength) close();
    // Without a blank line in sight it ends where it must.
    if (length + line.length > maxBlockLength) close();
    open.push(line);
    length += line.length + 1;
    isAfterBlank = isBlank;
  }
  close();
  return blocks;
}

/** What follows a blank line begins something new, unless it belongs to the list above it. */
function canEndBefore(line: string, open: readonly string[]): boolean {
  if (/^\s/.test(line)) return false;
  const isListItem = /^(?:[-*+]|\d{1,9}[.)])\s/.test(line);
  return !isListItem || !open.some((before) => /^(?:[-*+]|\d{1,9}[.)])\s/.test(before));
}

function codeBlock(lines: readonly string[], start: number, fence: RegExpExecArray) {
  const [, marks = "", info = ""] = fence;
  const isEnd = (line: string) => {
    const trimmed = line.trim();
    return trimmed.length >= marks.length && trimmed === marks.slice(0, 1).repeat(trimmed.length);
  };
  let end = start + 1;
  while (end < lines.length && !isEnd(lines[end] ?? "")) end += 1;
  const isOpen = end >= lines.length;
  const lastLine = isOpen ? lines.length - 1 : end;
  const block: MarkdownBlock = {
    kind: "code",
    text: lines.slice(start + 1, end).join("\n"),
    language: info.trim().split(/\s/)[0] ?? "",
    isOpen,
  };
  return { block, lastLine };
}

function textBlock(text: string): MarkdownBlock {
  const isHard =
    text.length > maxBlockLength ||
    deepNesting.test(text) ||
    (text.match(/[[\]*_~`<]/g)?.length ?? 0) > maxBrackets;
  return { kind: isHard ? "plain" : "markdown", text };
}

import type { WordMarks } from "./word-marks.ts";

/** A piece of a line and the classes it is drawn with, separated by spaces; none for plain text. */
export type Span = [text: string, classes: string];

/** What the highlighter makes of a text: the library's tree, as far as it is read here. */
export interface SyntaxNode {
  type: string;
  value?: string;
  properties?: { className?: unknown };
  children?: SyntaxNode[];
}

/** The class of words that differ within a changed line. */
export const markClass = "diff-mark";

/** The lines of a highlighted text, each in pieces of one look. */
export function spansOfTree(nodes: readonly SyntaxNode[]): Span[][] {
  const lines: Span[][] = [[]];
  const visit = (node: SyntaxNode, classes: string) => {
    for (const [index, text] of (node.value ?? "").split("\n").entries()) {
      if (index > 0) lines.push([]);
      if (text !== "") lines.at(-1)?.push([text, classes]);
    }
    for (const child of node.children ?? []) visit(child, classesOf(node) || classes);
  };
  for (const node of nodes) visit(node, "");
  return lines;
}

/** Prefixed: the library's own names (`table`, `hidden`) mean something else elsewhere in the page. */
function classesOf(node: SyntaxNode): string {
  const names = node.properties?.className;
  if (!Array.isArray(names)) return "";
  return names
    .filter((name) => typeof name === "string")
    .map((name) => `tok-${name.replace(/^hljs-/, "").replace(/_$/, "")}`)
    .join(" ");
}

/** The same pieces, cut so that the marked words are pieces of their own. */
export function markSpans(spans: readonly Span[], marks: WordMarks): Span[] {
  const result: Span[] = [];
  let at = 0;
  for (const [text, classes] of spans) {
    const end = at + text.length;
    const cuts = [at, ...marks.flat().filter((cut) => cut > at && cut < end), end];
    for (const [index, from] of cuts.slice(0, -1).entries()) {
      const isMarked = marks.some(([start, stop]) => from >= start && from < stop);
      const piece = text.slice(from - at, (cuts[index + 1] ?? end) - at);
      result.push([piece, isMarked ? `${classes} ${markClass}`.trimStart() : classes]);
    }
    at = end;
  }
  return result;
}

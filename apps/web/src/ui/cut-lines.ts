/** A longer text of a program is cut until it is asked for: a well must not be a hundred screens, and its drawing not be felt. */
const maxLines = 200;
const maxCharacters = 30_000;
/** So many lines are laid out together, and only when they come into view. */
const pieceLines = 100;

/** The end (or the beginning) of a text, in whole lines where they are not endless; `hiddenLines` of it were left out. */
export function cutLines(
  text: string,
  keep: "start" | "end",
): { text: string; hiddenLines: number } {
  if (text.length <= maxCharacters && countLines(text) <= maxLines) return { text, hiddenLines: 0 };
  const lines = text.split("\n");
  const kept = keep === "start" ? lines.slice(0, maxLines) : lines.slice(-maxLines);
  const joined = kept.join("\n");
  // A single line may be as long as a file.
  const shown = keep === "start" ? joined.slice(0, maxCharacters) : joined.slice(-maxCharacters);
  const hiddenLines = Math.max(1, lines.length - countLines(shown));
  return { text: shown, hiddenLines };
}

/** A text in pieces of some lines each, with their line breaks. */
export function linePieces(text: string): string[] {
  const lines = text.split("\n");
  if (lines.length <= pieceLines * 2) return [text];
  const pieces: string[] = [];
  for (let at = 0; at < lines.length; at += pieceLines) {
    pieces.push(lines.slice(at, at + pieceLines).join("\n"));
  }
  return pieces.map((piece, index) => (index < pieces.length - 1 ? `${piece}\n` : piece));
}

function countLines(text: string): number {
  let count = 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

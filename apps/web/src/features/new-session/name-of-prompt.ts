/** The longest name that a list shows in one line. */
const maxLength = 60;

/** A session's name from its prompt, for a person who gave none: the first line, cut at a word. */
export function nameOfPrompt(prompt: string): string {
  const line =
    prompt
      .trim()
      .split("\n", 1)[0]
      ?.replace(/^#+\s*/, "")
      .trim() ?? "";
  if (line.length <= maxLength) return line.replace(/[.:]$/, "");
  const cut = line.slice(0, maxLength);
  const lastSpace = cut.lastIndexOf(" ");
  return `${(lastSpace > 0 ? cut.slice(0, lastSpace) : cut).trimEnd()}…`;
}

/** Characters that are not seen, or that turn the direction of what follows: a name or a line could say something else than it shows. */
const unseen = /(?!\t)[\p{Cc}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

/** Of those that have a name that is known. */
const names: Record<string, string> = {
  "\u0000": "NUL",
  "\u0007": "BEL",
  "\b": "BS",
  "\n": "LF",
  "\r": "CR",
  "\u001B": "ESC",
  "\u007F": "DEL",
};

/** The text with every unseen character as a sign that is seen: `⟨LF⟩` for a line feed, `⟨U+202E⟩` for one that turns the direction. */
export function visibleText(text: string): string {
  return text.replaceAll(unseen, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `⟨${names[character] ?? `U+${code.toString(16).toUpperCase().padStart(4, "0")}`}⟩`;
  });
}

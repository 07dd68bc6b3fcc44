const opening = /^\+<{7}(?:\s|$)/m;
const closing = /^\+>{7}(?:\s|$)/m;

/** The files whose diff adds markers of a conflict, as git leaves them; `sections` are the diffs by their paths. */
export function markedFiles(sections: ReadonlyMap<string, string>): string[] {
  return [...sections]
    .filter(([, section]) => opening.test(section) && closing.test(section))
    .map(([path]) => path);
}

/** How likely a file is meant as a prompt, by its name and where it lies; smaller is likelier. */
function rankOf(path: string): number {
  const segments = path.toLowerCase().split("/");
  const name = segments.pop() ?? "";
  if (
    /^(requirements|constraints|robots|cmakelists|licen[cs]e|copying|notice|humans)\b/.test(name)
  ) {
    return 5;
  }
  if (name.startsWith("prompt")) return 0;
  if (/^(prd|plan|todo|spec|task|fix_plan|roadmap|goal|brief|issue)/.test(name)) return 1;
  if (
    segments.some((segment) => /^\.?(prompts?|issues|specs?|plans?|tasks?|prds?)$/.test(segment))
  ) {
    return 2;
  }
  return /^(readme|changelog|contributing|code_of_conduct|security)\b/.test(name) ? 4 : 3;
}

/** Paths, those named like prompts and plans first, of those the ones that lie highest. */
export function likeliestPromptsFirst(paths: readonly string[]): string[] {
  const keyed = paths.map((path) => ({ path, rank: rankOf(path), depth: path.split("/").length }));
  return keyed
    .toSorted(
      (one, other) =>
        one.rank - other.rank || one.depth - other.depth || (one.path < other.path ? -1 : 1),
    )
    .map(({ path }) => path);
}

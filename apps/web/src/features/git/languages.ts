/** File endings that are neither a language's name nor one of its other names in the highlighter. */
const languageOfEnding: Record<string, string> = {
  htm: "xml",
  vue: "xml",
  svelte: "xml",
  pyi: "python",
  kts: "kotlin",
  mdx: "markdown",
  jsonc: "json",
  exs: "elixir",
  proto: "protobuf",
};

const languageOfName: Record<string, string> = {
  dockerfile: "dockerfile",
  containerfile: "dockerfile",
  makefile: "makefile",
  gnumakefile: "makefile",
  gemfile: "ruby",
  rakefile: "ruby",
};

/** A word for the language of a file, by its name; the highlighter may not know it. Null where nothing tells. */
export function languageOf(path: string): string | null {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const dotAt = name.lastIndexOf(".");
  const ending = dotAt === -1 ? null : name.slice(dotAt + 1);
  return languageOfName[name] ?? (ending && (languageOfEnding[ending] ?? ending));
}

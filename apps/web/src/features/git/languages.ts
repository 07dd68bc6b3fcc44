/** File endings that are neither a language's name nor one of its short names in the highlighter. */
const languageOfEnding: Record<string, string> = {
  cjs: "javascript",
  mjs: "javascript",
  mts: "typescript",
  cts: "typescript",
  jsonc: "json",
  htm: "markup",
  vue: "markup",
  svelte: "markup",
  pyi: "python",
  rs: "rust",
  kts: "kotlin",
  cc: "cpp",
  cxx: "cpp",
  hpp: "cpp",
  hh: "cpp",
  h: "cpp",
  m: "objectivec",
  bash: "bash",
  zsh: "bash",
  mdx: "markdown",
  mk: "makefile",
  tf: "hcl",
  gql: "graphql",
  ex: "elixir",
  exs: "elixir",
  pl: "perl",
  patch: "diff",
};

const languageOfName: Record<string, string> = {
  dockerfile: "docker",
  containerfile: "docker",
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

import type { HtmlTagDescriptor, Plugin, Rolldown } from "vite";

/** What the entry loads as soon as zod knows that it may not use `eval`: the app, and what speaks its language. */
const firstModules = /\/src\/(?:app\.tsx|lib\/language\.ts)$/;
/** The font of the first words: everything that a page of English or numbers needs. */
const firstFont = /inter-latin-wght-normal-.*\.woff2$/;

interface ModuleGraph {
  getModuleInfo(id: string): { importedIds: readonly string[] } | null;
}

/** A module and all that it imports at once, but for what is in `without`. */
function closureOf(ids: readonly string[], graph: ModuleGraph, without: ReadonlySet<string>) {
  const found = new Set<string>();
  const waiting = [...ids];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id) || without.has(id)) continue;
    found.add(id);
    waiting.push(...(graph.getModuleInfo(id)?.importedIds ?? []));
  }
  return found;
}

/**
 * Puts what the first drawing needs into two chunks instead of many small ones, which compress worse and are asked for one by one:
 * `base` is what the entry imports, `first` the rest, which may only come after the entry has run. Gives the name of a module's chunk;
 * null leaves it to the bundler. `root`: the folder of the package.
 */
export function firstChunks(root: string) {
  let chunks: { base: Set<string>; first: Set<string> } | null = null;
  const chunksOf = (graph: ModuleGraph) => {
    const entry = `${root}/src/main.ts`;
    const base = closureOf([entry], graph, new Set());
    const first = closureOf([`${root}/src/app.tsx`, `${root}/src/lib/language.ts`], graph, base);
    base.delete(entry);
    return { base, first };
  };
  return (id: string, graph: ModuleGraph): string | null => {
    chunks ??= chunksOf(graph);
    if (chunks.base.has(id)) return "base";
    return chunks.first.has(id) ? "first" : null;
  };
}

/**
 * Names in the page what its first drawing needs, so that the browser asks for all of it at once: the app, with all that it imports, and
 * the font of its words, which then does not come after them.
 */
export function firstLoad(): Plugin {
  return {
    name: "first-load",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (html, { bundle }) => {
        if (!bundle) return [];
        const files = Object.values(bundle);
        const first = files.filter(
          (file) => file.type === "chunk" && firstModules.test(file.facadeModuleId ?? ""),
        );
        const font = files.find(({ fileName }) => firstFont.test(fileName));
        if (first.length === 0 || !font)
          throw new Error("what the first drawing needs is not in the build");
        const needed = new Set<string>();
        for (const { fileName } of first) addImports(fileName, bundle, needed);
        const tags: HtmlTagDescriptor[] = [...needed]
          .filter((file) => !html.includes(file))
          .map((file) => ({
            tag: "link",
            attrs: { rel: "modulepreload", crossorigin: true, href: `/${file}` },
            injectTo: "head",
          }));
        return [
          {
            tag: "link",
            attrs: {
              rel: "preload",
              as: "font",
              type: "font/woff2",
              crossorigin: true,
              href: `/${font.fileName}`,
            },
            injectTo: "head",
          },
          ...tags,
        ];
      },
    },
  };
}

/** Adds a chunk and all that it imports, without what is only loaded later. */
function addImports(fileName: string, bundle: Rolldown.OutputBundle, found: Set<string>): void {
  const chunk = bundle[fileName];
  if (chunk?.type !== "chunk" || found.has(fileName)) return;
  found.add(fileName);
  for (const imported of chunk.imports) addImports(imported, bundle, found);
}

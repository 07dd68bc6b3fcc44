import type { HtmlTagDescriptor, Plugin, Rolldown } from "vite";

/** What the entry loads as soon as zod knows that it may not use `eval`: the app, and the words of its language. */
const firstModules = /\/src\/(?:app\.tsx|lib\/language\.ts)$/;
/** The font of the first words: everything that a page of English or numbers needs. */
const firstFont = /inter-latin-wght-normal-.*\.woff2$/;

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
          (file) =>
            file.type === "chunk" && Object.keys(file.modules).some((id) => firstModules.test(id)),
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

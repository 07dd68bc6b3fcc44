import { transformAsync } from "@babel/core";
import linguiMacro from "@lingui/babel-plugin-lingui-macro";
import type { Plugin } from "vite";

/**
 * Turns the macros of Lingui (`<Trans>`, t`…`, `plural(…)`) into calls. The English words stay in the code that shows them,
 * so they come with its route and English needs no catalog.
 */
export function linguiMacros(): Plugin {
  return {
    name: "lingui-macros",
    enforce: "pre",
    transform: {
      filter: { id: /\.tsx?$/, code: /@lingui\/(?:core|react)\/macro/ },
      async handler(code, id) {
        const result = await transformAsync(code, {
          filename: id,
          configFile: false,
          babelrc: false,
          parserOpts: { plugins: ["jsx", "typescript"] },
          plugins: [[linguiMacro, { stripMessageField: false }]],
          sourceMaps: true,
        });
        return result?.code ? { code: result.code, map: result.map } : null;
      },
    },
  };
}

import { transformAsync, types as t, type NodePath, type PluginObj } from "@babel/core";
import linguiMacro from "@lingui/babel-plugin-lingui-macro";
import { compileMessage } from "@lingui/message-utils/compileMessage";
import type { Plugin } from "vite";

/**
 * Turns the macros of Lingui (`<Trans>`, t`…`, `plural(…)`) into calls, and their English words into what the page only has to fill in:
 * so the words come with the route that shows them, English needs no catalog, and no page needs the compiler of messages.
 */
export function linguiMacros(): Plugin {
  return {
    name: "lingui-macros",
    enforce: "pre",
    transform: {
      filter: { id: /\.tsx?$/, code: /@lingui\/(?:core|react)\/macro/ },
      async handler(code, id) {
        const options = {
          filename: id,
          configFile: false,
          babelrc: false,
          parserOpts: { plugins: ["jsx" as const, "typescript" as const] },
          sourceMaps: true,
        };
        const called = await transformAsync(code, {
          ...options,
          plugins: [[linguiMacro, { stripMessageField: false }]],
        });
        if (!called?.code) return null;
        const compiled = await transformAsync(called.code, {
          ...options,
          inputSourceMap: called.map ?? undefined,
          plugins: [compiledMessages],
        });
        return compiled?.code ? { code: compiled.code, map: compiled.map } : null;
      },
    },
  };
}

/** Compiles the `message` beside an `id`, in an object (a call) and on an element (`<Trans>`). */
const compiledMessages: PluginObj = {
  visitor: {
    ObjectProperty(path: NodePath<t.ObjectProperty>) {
      const { key, value } = path.node;
      if (!t.isIdentifier(key, { name: "message" }) || !t.isStringLiteral(value)) return;
      const isMessage = t.isObjectExpression(path.parent) && path.parent.properties.some(isId);
      if (isMessage) path.node.value = compiled(value.value);
    },
    JSXAttribute(path: NodePath<t.JSXAttribute>) {
      const { name, value } = path.node;
      const isMessage = t.isJSXOpeningElement(path.parent) && path.parent.attributes.some(isId);
      if (!isMessage || !t.isJSXIdentifier(name, { name: "message" })) return;
      const text = t.isJSXExpressionContainer(value) ? value.expression : value;
      if (t.isStringLiteral(text)) {
        path.node.value = t.jsxExpressionContainer(compiled(text.value));
      }
    },
  },
};

function isId(node: t.Node): boolean {
  return (
    (t.isObjectProperty(node) && t.isIdentifier(node.key, { name: "id" })) ||
    (t.isJSXAttribute(node) && t.isJSXIdentifier(node.name, { name: "id" }))
  );
}

function compiled(message: string): t.Expression {
  const node: t.Node = t.valueToNode(compileMessage(message));
  t.assertExpression(node);
  return node;
}

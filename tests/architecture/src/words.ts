import { parseSync, visitorKeys, type Node, type Program } from "oxc-parser";
import { isTest, type Rule } from "./tree.ts";

/** What is the same in every language, or typed as it stands. */
const sameEverywhere = new Map<string, string>([
  ["Signalbox", "the product's name"],
  ["URL", "a word of every language"],
  ["npm ci", "an example of a command"],
  ["npm test", "an example of a command"],
  ["$ npm test", "an example of a command"],
  ["✓ 12 passed", "an example of what a program prints"],
  ["✗ 1 failed", "an example of what a program prints"],
  ["err", "the mark of a line of the standard error"],
  ["Files", "the browser's name for files that are dragged"],
  ["English", "a language, by its own name"],
]);
/** Keys as the browser names them; the page has words of its own for them. */
const keyName =
  /^(?:Alt|Arrow\w+|Control|End|Enter|Escape|Home|Key|Meta|Page\w+|Shift|Tab)(?:[+\s]\w+)*$/;
/** An address or a path, as an example or to be filled in. */
const address = /^\S*\/\S*$/;

/** Files whose texts nobody reads on the page. */
const notOfThePage = new Map<string, string>([
  ["apps/web/src/features/review/prompt-text.ts", "the agent reads it"],
  ["apps/web/src/features/new-session/sample-preset.ts", "the agent reads it"],
  ["apps/web/src/features/settings/bug-report.ts", "who mends Signalbox reads it"],
  ["apps/web/src/features/git/highlight-hunks.ts", "names of languages, for the highlighter"],
]);

/** Where messages are made; a component of ours may have the name of one of theirs. */
const macroModules = /^@lingui\/(?:core|react)\/macro$/;
/** These only describe a message; the others say it at once. */
const descriptors = new Set(["msg", "defineMessage"]);
/** What stands in these is typed or printed, not said. */
const literalElements = new Set(["code", "kbd", "samp"]);
/** Attributes of elements and of our components whose text a person sees or hears. */
const readAttributes =
  /^(?:aria-(?:label|description|roledescription|valuetext)|title|placeholder|alt|label|\w+Label|description|summary|heading|hint|help|words?|what|note|caption|legend|empty)$/;
const technicalAttribute = /^rel$|class(?:name)?$/i;
/** Texts elsewhere that are no names and no classes: a capital, or several plain words, or the end of a sentence. */
const looksLikeWords =
  /^\p{Lu}\p{Ll}+(?:[’'][st])?(?:[\s,:.…?]|$)|^\p{Lu}\s\p{Ll}{2}|^[\p{L}’',]+(?:\s[\p{L}’',]+){2,}$|\p{L}\s\p{L}.*[.…?]$/su;
const hasWord = /\p{L}{2}/u;

interface Found {
  start: number;
  text: string;
}

/** What is around a part of the source. */
interface Place {
  /** Inside a function: what is said there is said each time. */
  isInFunction: boolean;
  /** Inside a message, or in an element whose text is typed: its text is nothing to be said elsewhere. */
  isSaid: boolean;
}

/** Every word of the page is a message of the catalog, and is said when it is shown, not when its module is loaded. */
export const wordsInCatalog: Rule = (file) => {
  const isOfThePage = /^apps\/web\/src\/.*\.tsx?$/.test(file.path) && !isTest(file.path);
  if (!isOfThePage || notOfThePage.has(file.path)) return [];
  const { early, outside } = findWords(file.path, file.text);
  const violation = (what: string) => (found: Found) => ({
    path: file.path,
    line: file.text.slice(0, found.start).split("\n").length,
    message: `${what}: ${found.text}`,
  });
  return [
    ...early.map(violation("said while the module is loaded, in whatever language it is then")),
    ...outside
      .filter(({ text }) => !sameEverywhere.has(text) && !address.test(text) && !keyName.test(text))
      .map(violation("words outside the catalog")),
  ];
};

/** `outside`: texts that a person reads and that are no message; `early`: messages that are said outside of any function. */
function findWords(path: string, source: string): { early: Found[]; outside: Found[] } {
  const { program } = parseSync(path, source);
  const macros = macrosOf(program);
  const early: Found[] = [];
  const outside = new Map<number, Found>();
  const add = ({ start }: Node, words: string) => {
    const text = words.replaceAll(/&\w+;/g, "").replaceAll(/\s+/g, " ").trim();
    if (hasWord.test(text)) outside.set(start, { start, text });
  };
  /** Adds the texts that an expression can have where any text is read. */
  const addShown = (node: Node): void => {
    const words = textOf(node);
    if (words !== null) add(node, words);
    else for (const part of shownParts(node)) addShown(part);
  };

  const visit = (node: Node, place: Place): void => {
    const macro = macroOf(node, macros);
    if (macro) {
      if (!place.isInFunction && !descriptors.has(macro.name)) {
        early.push({ start: node.start, text: source.slice(node.start, node.end) });
      }
      for (const hole of macro.holes) {
        addShown(hole);
        visit(hole, place);
      }
      return;
    }
    if (node.type === "JSXElement") return visitElement(node, place);
    if (node.type === "JSXText" && !place.isSaid) add(node, node.value);
    if (node.type === "CallExpression" && /^toast\b/.test(source.slice(node.start, node.end))) {
      for (const argument of node.arguments) {
        const parts =
          argument.type === "ObjectExpression"
            ? argument.properties.flatMap((one) => (one.type === "Property" ? [one.value] : []))
            : [argument];
        for (const part of parts) addShown(part);
      }
    }
    const words = textOf(node);
    if (words !== null && looksLikeWords.test(words)) add(node, words);
    const isInFunction = place.isInFunction || functions.has(node.type);
    for (const child of readChildren(node)) visit(child, { ...place, isInFunction });
  };
  const visitElement = (element: Node & { type: "JSXElement" }, place: Place): void => {
    const name = nameOf(element.openingElement.name);
    const isMacro = macros.has(name);
    for (const attribute of element.openingElement.attributes) {
      if (attribute.type === "JSXSpreadAttribute") visit(attribute.argument, place);
      else if (attribute.value && !technicalAttribute.test(nameOf(attribute.name))) {
        const { value } = attribute;
        // `one="# file"` of a <Plural> is the message.
        const text = value.type === "JSXExpressionContainer" ? value.expression : value;
        if (isMacro && textOf(text) !== null) continue;
        if (readAttributes.test(nameOf(attribute.name))) addShown(value);
        visit(value, place);
      }
    }
    const isSaid = place.isSaid || isMacro || literalElements.has(name);
    for (const child of element.children) {
      if (child.type === "JSXExpressionContainer" && !literalElements.has(name)) addShown(child);
      visit(child, { ...place, isSaid });
    }
  };
  visit(program, { isInFunction: false, isSaid: false });
  return { early, outside: [...outside.values()] };
}

const functions = new Set(["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"]);

/** A text with `{}` for what is put into it; null for what is none. */
function textOf(node: Node): string | null {
  if (node.type === "Literal") return typeof node.value === "string" ? node.value : null;
  if (node.type !== "TemplateLiteral") return null;
  return node.quasis.map(({ value }) => value.cooked ?? value.raw).join("{}");
}

/** The parts of an expression that it can be itself. */
function shownParts(node: Node): Node[] {
  switch (node.type) {
    case "ConditionalExpression":
      return [node.consequent, node.alternate];
    case "LogicalExpression":
      return node.operator === "&&" ? [node.right] : [node.left, node.right];
    case "BinaryExpression":
      return node.operator === "+" ? [node.left, node.right] : [];
    case "JSXExpressionContainer":
    case "ParenthesizedExpression":
    case "TSAsExpression":
    case "TSSatisfiesExpression":
      return [node.expression];
    default:
      return [];
  }
}

/** The names under which a module has what makes messages. */
function macrosOf(program: Program): Set<string> {
  return new Set(
    program.body
      .filter((node) => node.type === "ImportDeclaration")
      .filter(({ source }) => macroModules.test(source.value))
      .flatMap(({ specifiers }) => specifiers.map(({ local }) => local.name)),
  );
}

/** A message in a script, with what is put into it; null for anything else. */
function macroOf(node: Node, macros: ReadonlySet<string>): { name: string; holes: Node[] } | null {
  if (node.type === "TaggedTemplateExpression") {
    const name = nameOf(node.tag);
    return macros.has(name) ? { name, holes: node.quasi.expressions } : null;
  }
  if (node.type !== "CallExpression" || !macros.has(nameOf(node.callee))) return null;
  return { name: nameOf(node.callee), holes: [] };
}

/** What is below a node, without what is never shown: names of modules and types, keys, what is compared, errors for developers. */
function readChildren(node: Node): Node[] {
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportAllDeclaration":
    case "ImportExpression":
    case "TSLiteralType":
    case "ThrowStatement":
      return [];
    case "BinaryExpression":
      return node.operator === "+" ? [node.left, node.right] : [];
    case "SwitchCase":
      return node.consequent;
    case "Property":
      return [node.value];
    case "MemberExpression":
      return [node.object];
    case "TaggedTemplateExpression":
      return node.quasi.expressions;
    default:
      return (visitorKeys[node.type] ?? []).flatMap((key) => nodesIn(node, key));
  }
}

function nodesIn(node: Node, key: string): Node[] {
  const value: unknown = Reflect.get(node, key);
  return (Array.isArray(value) ? value : [value]).filter(isNode);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value;
}

/** A plain name as it is written; empty for anything else. */
function nameOf(node: Node): string {
  return node.type === "Identifier" || node.type === "JSXIdentifier" ? node.name : "";
}

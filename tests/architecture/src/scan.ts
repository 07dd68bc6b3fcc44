import { parseSync, Visitor } from "oxc-parser";

export interface FoundImport {
  specifier: string;
  /** Erased by the compiler: `import type`, `export type … from`, or a type's `import("…")`. */
  typeOnly: boolean;
  /** The names that are imported, as the other module exports them; empty for `import "x"`, `*` and dynamic imports. */
  names: string[];
  line: number;
}

export interface FoundCall {
  /** What is called, as far as it is written out: `readFileSync`, `vi.mock`, `fs.promises.open`. */
  name: string;
  /** The first argument when it is a plain name, else null. */
  firstArgumentName: string | null;
  line: number;
}

/** A comparison with a text: `x === "ralph"`, or `case "ralph":`. */
export interface FoundComparison {
  text: string;
  line: number;
}

/** A member read that is written out: `process.env`. */
export interface FoundMember {
  name: string;
  line: number;
}

export interface SourceFacts {
  imports: FoundImport[];
  calls: FoundCall[];
  comparisons: FoundComparison[];
  members: FoundMember[];
  /** The line of the default export; null without one. */
  defaultExportLine: number | null;
}

/** The parts of a syntax tree's node that a name is read from. */
interface NameNode {
  type: string;
  name?: unknown;
  value?: unknown;
  computed?: unknown;
  object?: unknown;
  property?: unknown;
  expression?: unknown;
}

const equality = new Set(["===", "!==", "==", "!="]);

/**
 * Reads what the rules need from a TypeScript or JavaScript file. `path` decides the language by its extension. Throws on a
 * syntax error: a file that cannot be read must not pass.
 */
export function scanSource(path: string, text: string): SourceFacts {
  const result = parseSync(path, text);
  const [problem] = result.errors;
  if (problem) {
    throw new Error(`${path}: ${problem.message}`);
  }
  const facts: SourceFacts = {
    imports: [],
    calls: [],
    comparisons: [],
    members: [],
    defaultExportLine: null,
  };
  const lineOf = (node: { start: number }) => text.slice(0, node.start).split("\n").length;
  const addImport = (
    node: { start: number },
    specifier: string,
    typeOnly: boolean,
    names: string[] = [],
  ) => facts.imports.push({ specifier, typeOnly, names, line: lineOf(node) });
  const addComparison = (node: { start: number; type: string; value?: unknown }) => {
    if (node.type === "Literal" && typeof node.value === "string") {
      facts.comparisons.push({ text: node.value, line: lineOf(node) });
    }
  };

  new Visitor({
    ImportDeclaration(node) {
      const names = node.specifiers.flatMap((specifier) =>
        specifier.type === "ImportSpecifier" ? [nameOf(specifier.imported)] : [],
      );
      const typeOnly =
        node.importKind === "type" ||
        (node.specifiers.length > 0 &&
          node.specifiers.every(
            (specifier) => specifier.type === "ImportSpecifier" && specifier.importKind === "type",
          ));
      addImport(node, node.source.value, typeOnly, names);
    },
    ExportNamedDeclaration(node) {
      if (node.source) {
        const names = node.specifiers.map((specifier) => nameOf(specifier.local));
        addImport(node, node.source.value, node.exportKind === "type", names);
      }
    },
    ExportAllDeclaration(node) {
      addImport(node, node.source.value, node.exportKind === "type");
    },
    ExportDefaultDeclaration(node) {
      facts.defaultExportLine = lineOf(node);
    },
    ImportExpression(node) {
      // A computed specifier cannot be judged; it counts as an import of what its text says.
      const specifier = node.source.type === "Literal" ? String(node.source.value) : "(computed)";
      addImport(node, specifier, false);
    },
    TSImportType(node) {
      addImport(node, node.source.value, true);
    },
    CallExpression(node) {
      const [first] = node.arguments;
      facts.calls.push({
        name: nameOf(node.callee),
        firstArgumentName: first?.type === "Identifier" ? first.name : null,
        line: lineOf(node),
      });
    },
    BinaryExpression(node) {
      if (equality.has(node.operator)) {
        addComparison(node.left);
        addComparison(node.right);
      }
    },
    SwitchCase(node) {
      if (node.test) {
        addComparison(node.test);
      }
    },
    MemberExpression(node) {
      facts.members.push({ name: nameOf(node), line: lineOf(node) });
    },
  }).visit(result.program);
  return facts;
}

/** A name as it is written out: `a`, `a.b`, `a["b"]` as `a.b`; `?` for what has no name. */
function nameOf(node: unknown): string {
  if (!isNameNode(node)) {
    return "?";
  }
  switch (node.type) {
    case "Identifier":
    case "PrivateIdentifier":
      return String(node.name);
    case "Literal":
      return String(node.value);
    case "MemberExpression":
      return `${nameOf(node.object)}.${nameOf(node.property)}`;
    case "ChainExpression":
    case "ParenthesizedExpression":
    case "TSNonNullExpression":
      return nameOf(node.expression);
    default:
      return "?";
  }
}

function isNameNode(node: unknown): node is NameNode {
  return typeof node === "object" && node !== null && "type" in node;
}

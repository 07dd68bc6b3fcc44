import { readdir, readFile } from "node:fs/promises";
import { basename, join, relative, sep } from "node:path";
import { scanSource, type SourceFacts } from "./scan.ts";

/** A source file with what the scanner found in it. `path` is relative to the project, with `/`. */
export interface SourceFile {
  path: string;
  text: string;
  facts: SourceFacts;
}

/** A rule that is broken at a place. */
export interface Violation {
  path: string;
  line: number;
  message: string;
}

/** A rule about one file; it returns nothing for a file that keeps it. */
export type Rule = (file: SourceFile) => Violation[];

export const projectRoot = join(import.meta.dirname, "..", "..", "..");

const foreignFolders = new Set([
  "node_modules",
  "dist",
  "generated",
  "reports",
  "test-results",
  ".git",
  ".turbo",
]);

/** Sample repositories are what an agent works on, not part of the house. */
const samples = "packages/demo-agent/samples/";

const sourceExtension = /\.(ts|tsx|mts|mjs|js)$/;

/** Makes a source file as the rules see it. Throws on a syntax error. */
export function sourceFile(path: string, text: string): SourceFile {
  return { path, text, facts: scanSource(path, text) };
}

/** The paths of all files of the project that people write, relative to it, sorted. */
export async function listFiles(): Promise<string[]> {
  const paths: string[] = [];
  const visit = async (folder: string) => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !foreignFolders.has(entry.name)) {
        await visit(path);
      } else if (entry.isFile()) {
        paths.push(relative(projectRoot, path).split(sep).join("/"));
      }
    }
  };
  await visit(projectRoot);
  return paths.filter((path) => !path.startsWith(samples)).sort();
}

export function readText(path: string): Promise<string> {
  return readFile(join(projectRoot, path), "utf8");
}

/** All source files of the project, scanned. */
export async function readSources(): Promise<SourceFile[]> {
  const paths = (await listFiles()).filter((path) => sourceExtension.test(path));
  return Promise.all(paths.map(async (path) => sourceFile(path, await readText(path))));
}

export function isTest(path: string): boolean {
  return (
    /\.(test|spec)\.tsx?$/.test(path) ||
    path.includes("/testing/") ||
    path.startsWith("e2e/") ||
    path.startsWith("tests/")
  );
}

/** Scripts and tool configurations: run by people and tools, never part of the running product. */
export function isTooling(path: string): boolean {
  return (
    path.startsWith("scripts/") ||
    path.startsWith("bench/") ||
    path.includes("/scripts/") ||
    path.endsWith(".config.ts") ||
    path === "vitest.shared.ts"
  );
}

/** What ships and runs at a person's: neither tests nor tooling nor examples. */
export function isProduct(path: string): boolean {
  return /^(apps|packages)\//.test(path) && !isTest(path) && !isTooling(path);
}

export function isMainProgram(path: string): boolean {
  return /^(main|demo)\.ts$/.test(basename(path)) && isProduct(path);
}

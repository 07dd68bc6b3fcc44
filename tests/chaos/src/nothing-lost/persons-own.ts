import { readdir } from "node:fs/promises";
import path from "node:path";
import { contentOf, fieldsOf, plainGit, tryGit } from "./git.ts";

/** All that is the person's own in a repository. */
export interface PersonsOwn {
  /** Every file of the checkout, ignored ones too, by its path. */
  files: Map<string, string>;
  /** The paths of `files` that git does not track. */
  untracked: Set<string>;
  /** The index, the head and what belongs to operations that are not concluded. */
  state: Map<string, string>;
  /** Configuration, hooks, excludes and the stash. */
  settings: Map<string, string>;
  /** The branches and tags that are neither a session's nor an agent's. */
  refs: string[];
  /** The branch that is checked out; "" for none. */
  branch: string;
}

const settings = ["config", "info/exclude", "refs/stash", "logs/refs/stash"];
const state = ["index", "HEAD", "MERGE_HEAD", "ORIG_HEAD", "CHERRY_PICK_HEAD"];

export async function readPersonsOwn(repository: string): Promise<PersonsOwn> {
  const gitFolder = path.join(repository, ".git");
  const hooks = await readdir(path.join(gitFolder, "hooks")).catch(() => []);
  const all = await readdir(repository, { recursive: true });
  const paths = all.filter((name) => name !== ".git" && !name.startsWith(".git/"));
  const refs = await plainGit(
    repository,
    "for-each-ref",
    "--format=%(refname) %(objectname)",
    "refs/heads",
    "refs/tags",
  );
  return {
    files: await contentOf(repository, paths),
    untracked: new Set(fieldsOf(await plainGit(repository, "ls-files", "-o", "-z"))),
    state: await contentOf(gitFolder, state),
    settings: await contentOf(gitFolder, [...settings, ...hooks.map((name) => `hooks/${name}`)]),
    refs: refs.split("\n").filter((line) => !/^refs\/heads\/(signalbox\/|acted-)/.test(line)),
    branch: (await tryGit(repository, "symbolic-ref", "--short", "HEAD"))?.trim() ?? "",
  };
}

/**
 * What of the person's own is different, in words. A landing into `landedInto` may move that branch and, where it is checked out,
 * the files that git tracks, the index and the head; nothing else.
 */
export function differences(
  before: PersonsOwn,
  after: PersonsOwn,
  landedInto: string | null,
): string[] {
  const isLandedHere = landedInto !== null && landedInto === before.branch;
  const files = new Map(
    [...before.files].filter(([name]) => !isLandedHere || before.untracked.has(name)),
  );
  const others = (refs: string[]) =>
    refs.filter((line) => landedInto === null || !line.startsWith(`refs/heads/${landedInto} `));
  return [
    ...differ("file", files, after.files),
    ...(isLandedHere ? [] : differ("file", after.files, before.files)),
    ...(isLandedHere ? [] : differ("state", before.state, after.state)),
    ...differ("setting", before.settings, after.settings),
    ...differ("setting", after.settings, before.settings),
    ...others(before.refs).filter((line) => !after.refs.includes(line)),
    ...others(after.refs).filter((line) => !before.refs.includes(line)),
  ];
}

function differ(
  what: string,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string[] {
  return [...before.keys()]
    .filter((name) => before.get(name) !== after.get(name))
    .map((name) => `the ${what} ${JSON.stringify(name)}`);
}

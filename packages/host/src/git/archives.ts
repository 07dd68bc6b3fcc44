import { createHash } from "node:crypto";
import type { ArchiveNote } from "@signalbox/shared";
import type { ArchivedWork } from "./archive.ts";
import { archiveNotePrefix, archivePrefix } from "./archive-ref.ts";
import { readSubjects, withNotes } from "./archives-notes.ts";
import { knownTime } from "./log.ts";
import { isValidBranchName } from "./refs.ts";
import { openGit, type Git } from "./run-git.ts";

/** A subject is for a line of a list. Characters. */
const maxSubjectLength = 500;

/** An archive as its repository knows it. */
export interface ArchiveEntry extends ArchivedWork {
  /** ISO 8601. Without a note, when the archived commit was made. */
  archivedAt: string;
  kind: ArchiveNote["kind"];
  /** The subject of the head. */
  subject: string;
  uncommittedFiles: number;
}

/**
 * A page of a repository's archives, newest first. Of those that are not on the page only names and times are read.
 * @throws GitError
 */
export async function listArchives(
  repository: string,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ items: ArchiveEntry[]; nextCursor: string | null }> {
  const git = await openGit(repository);
  const all = await listPlaces(git);
  const start = page.cursor === undefined ? 0 : firstAfter(all, page.cursor);
  const shown = all.slice(start, start + page.limit);
  const last = shown.at(-1);
  return {
    items: await describe(git, shown),
    nextCursor: last && start + page.limit < all.length ? cursorOf(last) : null,
  };
}

/**
 * The archive of this ref; null when there is none, also for a ref that lies elsewhere.
 * @throws GitError
 */
export async function findArchive(repository: string, ref: string): Promise<ArchiveEntry | null> {
  if (!ref.startsWith(archivePrefix) || !isValidBranchName(ref.slice(archivePrefix.length))) {
    return null;
  }
  const git = await openGit(repository);
  const [entry] = await describe(git, await listPlaces(git, ref.slice(archivePrefix.length)));
  return entry ?? null;
}

/** An archive and when it was made, in milliseconds. */
interface Place {
  name: string;
  commit: string;
  at: number;
}

/** All archives, or the one of this name; newest first. */
async function listPlaces(git: Git, only = ""): Promise<Place[]> {
  const [commits, notes] = await Promise.all([
    readRefs(git, archivePrefix + only, ["%(objectname)", "%(objecttype)", "%(creatordate:unix)"]),
    readRefs(git, archiveNotePrefix + only, ["%(*objectname)", "%(contents:subject)"]),
  ]);
  const times = new Map(
    notes.map(([name = "", commit = "", at = ""]) => [`${name} ${commit}`, at]),
  );
  const places = commits.flatMap(([name = "", commit = "", type, madeAt]): Place[] => {
    // Somebody else's: nothing that could be restored.
    if (type !== "commit" || (only !== "" && name !== only)) return [];
    const noted = Date.parse(times.get(`${name} ${commit}`) ?? "");
    // Both are what anybody wrote into the repository.
    const at = knownTime(Number.isNaN(noted) ? Number(madeAt) * 1000 : noted);
    return [{ name, commit, at }];
  });
  return places.toSorted((a, b) => b.at - a.at || compareText(keyOf(a), keyOf(b)));
}

/** The refs below a prefix (or the very one), by their names without it, with these fields. */
async function readRefs(git: Git, pattern: string, fields: string[]): Promise<string[][]> {
  const prefix = pattern.startsWith(archivePrefix) ? archivePrefix : archiveNotePrefix;
  const format = ["%(refname)", ...fields].join("%00");
  const { stdout } = await git(["for-each-ref", `--format=${format}%00`, pattern]);
  return stdout
    .split("\0\n")
    .filter((line) => line !== "")
    .map((line) => line.slice(prefix.length).split("\0"));
}

/** What orders archives of the same millisecond, and is short whatever the name is. */
function keyOf(place: Place): string {
  return createHash("sha256").update(place.name).digest("hex").slice(0, 16);
}

function cursorOf(place: Place): string {
  return `${place.at}-${keyOf(place)}`;
}

/** The index of the first place behind a cursor, whether the one that it names is still there or not. */
function firstAfter(places: Place[], cursor: string): number {
  const [at = "", key = ""] = cursor.split("-");
  const index = places.findIndex(
    (place) => place.at < Number(at) || (place.at === Number(at) && keyOf(place) > key),
  );
  return index === -1 ? places.length : index;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

async function describe(git: Git, places: Place[]): Promise<ArchiveEntry[]> {
  const known = await withNotes(git, places);
  const heads = known.map(({ note }) => note.head);
  const subjects = await readSubjects(git, heads);
  return known.map(({ name, commit, at, note: { kind, head, staged, uncommittedFiles } }) => ({
    ref: archivePrefix + name,
    commit,
    archivedAt: new Date(at).toISOString(),
    kind,
    head,
    staged,
    subject: (subjects.get(head) ?? "").slice(0, maxSubjectLength),
    uncommittedFiles,
  }));
}

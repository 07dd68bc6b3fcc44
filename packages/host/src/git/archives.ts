import { createHash } from "node:crypto";
import { archiveNoteSchema, type ArchiveNote } from "@signalbox/shared";
import { archiveSubjects, type ArchivedWork } from "./archive.ts";
import { archiveNotePrefix, archivePrefix } from "./archive-ref.ts";
import { changedFiles } from "./changed-files.ts";
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
    return [{ name, commit, at: Number.isNaN(noted) ? Number(madeAt) * 1000 : noted }];
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
  if (places.length === 0) return [];
  const [parents, notes] = await Promise.all([readParents(git, places), readNotes(git, places)]);
  const known = await Promise.all(
    places.map(async (place) => {
      const above = parents.get(place.name) ?? [];
      const note = notes.get(`${place.name} ${place.commit}`);
      const isTrue = note !== undefined && fits(note, place.commit, above);
      return { place, note: isTrue ? note : await guessNote(git, place.commit, above) };
    }),
  );
  const heads = known.map(({ note }) => note.head);
  const subjects = await readSubjects(git, heads);
  return known.map(({ place, note: { kind, head, staged, uncommittedFiles } }) => ({
    ref: archivePrefix + place.name,
    commit: place.commit,
    archivedAt: new Date(place.at).toISOString(),
    kind,
    head,
    staged,
    subject: (subjects.get(head) ?? "").slice(0, maxSubjectLength),
    uncommittedFiles,
  }));
}

async function readParents(git: Git, places: Place[]): Promise<Map<string, string[]>> {
  const { stdout } = await git([
    "for-each-ref",
    "--format=%(refname) %(parent)",
    ...places.map((place) => archivePrefix + place.name),
  ]);
  return new Map(
    stdout.split("\n").map((line): [string, string[]] => {
      const [ref = "", ...parents] = line.split(" ").filter((word) => word !== "");
      return [ref.slice(archivePrefix.length), parents];
    }),
  );
}

/** What the notes say, by the archive's name and the commit that each is about. */
async function readNotes(git: Git, places: Place[]): Promise<Map<string, ArchiveNote>> {
  const { stdout } = await git([
    "for-each-ref",
    "--format=%(refname)%00%(*objectname)%00%(contents:body)%00",
    ...places.map((place) => archiveNotePrefix + place.name),
  ]);
  const notes = new Map<string, ArchiveNote>();
  for (const record of stdout.split("\0\n")) {
    const [ref = "", commit = "", body = ""] = record.split("\0");
    const note = archiveNoteSchema.safeParse(parseJson(body));
    if (note.success) notes.set(`${ref.slice(archiveNotePrefix.length)} ${commit}`, note.data);
  }
  return notes;
}

/** Whether a note's commits are parts of the archived one: an agent can write into the repository, and nothing else may be restored. */
function fits(note: ArchiveNote, commit: string, parents: string[]): boolean {
  if (note.head === commit) return note.staged === null;
  return parents[0] === note.head && (note.staged === null || parents.includes(note.staged));
}

/** What an archive without a note tells by its own shape. */
async function guessNote(git: Git, commit: string, parents: string[]): Promise<ArchiveNote> {
  const note = { version: 1, kind: "session" } as const;
  const [head] = parents;
  const last = parents.at(-1);
  const subjects = await readSubjects(git, last === undefined ? [commit] : [commit, last]);
  const holdsMore = subjects.get(commit)?.startsWith(archiveSubjects.work) === true;
  if (head === undefined || last === undefined || !holdsMore) {
    return { ...note, head: commit, staged: null, uncommittedFiles: 0 };
  }
  const isStaged = subjects.get(last)?.startsWith(archiveSubjects.staged) === true;
  const { length: uncommittedFiles } = await changedFiles(git, head, commit);
  return { ...note, head, staged: isStaged ? last : null, uncommittedFiles };
}

async function readSubjects(git: Git, commits: string[]): Promise<Map<string, string>> {
  if (commits.length === 0) return new Map();
  const { stdout } = await git(
    ["log", "--no-walk=unsorted", "--no-show-signature", "--format=%H%x00%s%x00", "--stdin"],
    { input: `${commits.join("\n")}\n` },
  );
  return new Map(
    stdout
      .split("\0\n")
      .filter((record) => record !== "")
      .map((record): [string, string] => {
        const [commit = "", subject = ""] = record.split("\0");
        return [commit, subject];
      }),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

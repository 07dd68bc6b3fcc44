import { archiveNoteSchema, type ArchiveNote } from "@signalbox/shared";
import { archiveSubjects } from "./archive.ts";
import { archiveNotePrefix, archivePrefix } from "./archive-ref.ts";
import { changedFiles } from "./changed-files.ts";
import type { Git } from "./run-git.ts";

/** An archive, by its name below the prefix. */
interface NamedCommit {
  name: string;
  commit: string;
}

/**
 * Archived commits, in their order, with what is known of each: from the note beside it, or else by its own shape.
 * @throws GitError
 */
export async function withNotes<Archive extends NamedCommit>(
  git: Git,
  archives: Archive[],
): Promise<(Archive & { note: ArchiveNote })[]> {
  // Without names, git would read every ref there is.
  if (archives.length === 0) return [];
  const [parents, notes] = await Promise.all([
    readParents(git, archives),
    readNotes(git, archives),
  ]);
  return Promise.all(
    archives.map(async (archive) => {
      const { name, commit } = archive;
      const above = parents.get(name) ?? [];
      const found = notes.get(`${name} ${commit}`);
      const isTrue = found !== undefined && fits(found, commit, above);
      return { ...archive, note: isTrue ? found : await guessNote(git, commit, above) };
    }),
  );
}

async function readParents(git: Git, archives: NamedCommit[]): Promise<Map<string, string[]>> {
  const { stdout } = await git([
    "for-each-ref",
    "--format=%(refname) %(parent)",
    ...archives.map(({ name }) => archivePrefix + name),
  ]);
  return new Map(
    stdout.split("\n").map((line): [string, string[]] => {
      const [ref = "", ...parents] = line.split(" ").filter((word) => word !== "");
      return [ref.slice(archivePrefix.length), parents];
    }),
  );
}

/** What the notes say, by the archive's name and the commit that each is about. */
async function readNotes(git: Git, archives: NamedCommit[]): Promise<Map<string, ArchiveNote>> {
  const { stdout } = await git([
    "for-each-ref",
    "--format=%(refname)%00%(*objectname)%00%(contents:body)%00",
    ...archives.map(({ name }) => archiveNotePrefix + name),
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

/** The subjects of commits (full ids), by their ids. @throws GitError */
export async function readSubjects(git: Git, commits: string[]): Promise<Map<string, string>> {
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

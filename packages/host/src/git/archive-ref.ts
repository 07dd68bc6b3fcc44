import type { ArchiveNote } from "@signalbox/shared";
import { refuse } from "./git-error.ts";
import { isAncestor, isValidBranchName } from "./refs.ts";
import { openGit, type Git } from "./run-git.ts";

/** Where discarded work is kept. */
export const archivePrefix = "refs/signalbox/archive/";
/** Where, by the same name, an annotated tag says of an archived commit when and why it was archived. */
export const archiveNotePrefix = "refs/signalbox/archive-notes/";

/**
 * Keeps a commit under `refs/signalbox/archive/<name>`, and a note about it beside it: both or none. Resolves to the ref.
 * @throws GitError when the name is not valid, or one of the two refs exists already: no archive is ever overwritten
 */
export async function writeArchive(
  git: Git,
  archive: { name: string; commit: string; note: Omit<ArchiveNote, "version"> },
): Promise<string> {
  const { name, commit } = archive;
  assertArchiveName(name);
  const now = new Date();
  const note: ArchiveNote = { version: 1, ...archive.note };
  const tag = [
    `object ${commit}`,
    "type commit",
    `tag ${name}`,
    `tagger Signalbox <signalbox@localhost> ${Math.floor(now.getTime() / 1000)} +0000`,
    "",
    // To the millisecond, unlike the tagger's: archives are listed in the order in which they were made.
    now.toISOString(),
    "",
    JSON.stringify(note),
    "",
  ].join("\n");
  const { stdout } = await git(["mktag"], { input: tag });
  const ref = archivePrefix + name;
  await git(["update-ref", "--create-reflog", "-m", "signalbox: archive", "--stdin"], {
    input: `create ${ref} ${commit}\ncreate ${archiveNotePrefix}${name} ${stdout.trim()}\n`,
  });
  return ref;
}

/**
 * Archives where a branch was before it goes to a commit that does not contain it. Resolves to the ref; null when nothing would be left behind.
 * @throws GitError as `writeArchive` does
 */
export async function keepCommits(
  git: Git,
  name: string,
  { head, commit }: { head: string; commit: string },
): Promise<string | null> {
  if (await isAncestor(git, head, commit)) return null;
  const note = { kind: "taken_back", head, staged: null, uncommittedFiles: 0 } as const;
  return writeArchive(git, { name, commit: head, note });
}

/** The first of `name`, `name-2`, … that no archive, and no note of a deleted one, has. @throws GitError */
export async function freeArchiveName(repository: string, name: string): Promise<string> {
  assertArchiveName(name);
  const git = await openGit(repository);
  const { stdout } = await git([
    "for-each-ref",
    "--format=%(refname)",
    ...[archivePrefix, archiveNotePrefix].map((prefix) => `${prefix}${name}*`),
  ]);
  const taken = new Set(stdout.split("\n"));
  for (let attempt = 1; ; attempt += 1) {
    const candidate = attempt === 1 ? name : `${name}-${attempt}`;
    if (!taken.has(archivePrefix + candidate) && !taken.has(archiveNotePrefix + candidate)) {
      return candidate;
    }
  }
}

/** @throws GitError when `name` is not one that an archive can have */
function assertArchiveName(name: string): void {
  if (!isValidBranchName(name)) throw refuse(`"${name}" is not a valid ref name.`, [name]);
}

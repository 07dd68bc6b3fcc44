import type { GitConflict, SessionWithRun } from "@signalbox/shared";

/** More files than this an agent finds by their markers. */
const maxFiles = 200;
/** Git's words about one file. Characters. */
const maxWordsLength = 500;
/** The beginning of the last run's prompt says what the session is about. Characters. */
const maxPromptLength = 2000;

/** What an agent is told that solves the conflicts of a merge: which files, and what both sides want. */
export function conflictPrompt(facts: {
  session: Pick<SessionWithRun, "name" | "branch" | "latestRun">;
  into: string;
  conflicts: readonly GitConflict[];
  subjects: { base: readonly string[]; session: readonly string[] };
  /** What the person adds. */
  wish: string | null;
}): string {
  const { session, into, conflicts, subjects, wish } = facts;
  const lastPrompt = session.latestRun?.prompt.trim() ?? "";
  return [
    `The branch ${into} was merged into this branch (${session.branch}), and both changed the same places. The merge is committed already; the files below hold both sides between conflict markers (<<<<<<<, =======, >>>>>>>), or what git could make of them.`,
    `Solve every conflict: keep what both sides want, remove the markers, and make sure that the result works. Do not take one side as a whole to be done with it, do not change anything else, and do not undo the merge (no reset, no rebase).`,
    `Files in conflict (${conflicts.length}):\n${filesOf(conflicts)}`,
    `In each conflict the part above ======= is of ${into}, the part below it of this branch.`,
    `What ${into} brings:\n${listOf(subjects.base)}`,
    `What this branch ("${session.name}") brings:\n${listOf(subjects.session)}`,
    ...(lastPrompt === ""
      ? []
      : [`This branch's work was asked for with these words:\n${quote(beginningOf(lastPrompt))}`]),
    ...(wish === null ? [] : [wish]),
  ].join("\n\n");
}

function filesOf(conflicts: readonly GitConflict[]): string {
  const lines = conflicts.slice(0, maxFiles).map(({ path, kind, words }) => {
    const said = words.replaceAll(/\s+/g, " ").slice(0, maxWordsLength);
    return `- ${nameOf(path)}: ${said === "" ? kind : said}`;
  });
  const more = conflicts.length - lines.length;
  return [...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join("\n");
}

/** A name with line ends or escape codes in it is written as in JSON. */
function nameOf(path: string): string {
  const plain = JSON.stringify(path);
  return plain === `"${path}"` ? path : plain;
}

function listOf(subjects: readonly string[]): string {
  return subjects.length === 0
    ? "- (nothing of its own)"
    : subjects.map((line) => `- ${line}`).join("\n");
}

function beginningOf(text: string): string {
  return text.length <= maxPromptLength ? text : `${text.slice(0, maxPromptLength)}…`;
}

function quote(text: string): string {
  return text
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n");
}

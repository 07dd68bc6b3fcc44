import { GitError, GitTooOldError, MissingObjectError } from "@signalbox/host/git";
import { ProcessStartError } from "@signalbox/host/process";
import { DomainError } from "@signalbox/shared";

/** Run git work; what git refuses becomes a DomainError GIT_FAILED with git's own words, and `help` to mend it. */
export async function translatingGitErrors<Result>(
  doing: string,
  work: () => Promise<Result>,
  help = ["Read what git says, mend it in the repository, and try again."],
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProcessStartError) throw gitNotStarted(doing, error);
    if (isFileError(error)) throw fileFailed(doing, error);
    if (!(error instanceof GitError)) throw error;
    // Without words of git, it was refused before git was asked.
    const words = error.stderr.trim() || error.message;
    throw new DomainError(
      "GIT_FAILED",
      `Git could not ${doing}. ${sentenceOf(error, words)}`.trim(),
      {
        help: helpFor(error) ?? help,
        details: { exitCode: error.exitCode, stderr: words, command: ["git", ...error.args] },
        cause: error,
      },
    );
  }
}

/** What git says of a missing object speaks of its own workings. */
function sentenceOf(error: GitError, words: string): string {
  return error instanceof MissingObjectError ? error.message : words;
}

function helpFor(error: GitError): string[] | null {
  if (error instanceof GitTooOldError) {
    return [
      "Install git 2.38 or newer (released in October 2022), and start Signalbox again.",
      "Until then landing and pulling work as long as only one side has commits of its own, each way of landing included.",
      "Or merge in a terminal: `git merge` in the session's worktree.",
    ];
  }
  if (/No space left on device|write failure|unable to write/.test(error.stderr)) {
    return [
      "Make room on the disks that the repository and Signalbox's data are on, and try again.",
    ];
  }
  if (error.stderr.includes("not a git repository")) {
    return [
      "The folder has no .git that git can read. Bring a repository's back, from a copy, where it was; or forget the repository: nothing on the disk changes.",
      "A session's worktree is made again by its recovery, and before its next run.",
    ];
  }
  if (error instanceof MissingObjectError) {
    return [
      "Fetch all of it in a terminal, in the repository: `git fetch --refetch --no-filter`",
      "Or only what is needed: do there what failed here with plain git, which fetches as it goes.",
    ];
  }
  return null;
}

/** What the system says of a file or folder: it went, or may not be touched, or the disk is full. Of what is open it names no path. */
function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error && "errno" in error;
}

function fileFailed(doing: string, error: NodeJS.ErrnoException): DomainError {
  const { reason, help } = fileProblem(error.code);
  return new DomainError("GIT_FAILED", `Git could not ${doing}: ${reason} ${error.message}`, {
    help: [help],
    details: { exitCode: null, stderr: error.message, command: ["git"] },
    cause: error,
  });
}

function fileProblem(code: string | undefined): { reason: string; help: string } {
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return { reason: "the disk is full.", help: "Make room on the disk, and try again." };
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return {
        reason: "a file or folder may not be used.",
        help: "Let the user that Signalbox runs as read and write what is named above, and try again.",
      };
    default:
      return {
        reason: "a file or folder is not as it was.",
        help: "Look at what is named above, and whether the session is still there, and try again.",
      };
  }
}

function gitNotStarted(doing: string, error: ProcessStartError): DomainError {
  const isMissing = error.failure === "program_not_found";
  return new DomainError("GIT_FAILED", `Git could not ${doing}. ${error.message}`, {
    help: isMissing
      ? ["Install git, or start Signalbox with a PATH that has it."]
      : ["Check that the folder is there and that you may use it, and try again."],
    details: { exitCode: null, stderr: error.message, command: [error.program] },
    cause: error,
  });
}

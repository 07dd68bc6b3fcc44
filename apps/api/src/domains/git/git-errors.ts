import { GitError } from "@signalbox/host/git";
import { DomainError } from "@signalbox/shared";

/** Run git work; what git refuses becomes a DomainError GIT_FAILED with git's own words. */
export async function translatingGitErrors<Result>(
  doing: string,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    // Without words of git, it was refused before git was asked.
    const words = error.stderr.trim() || error.message;
    throw new DomainError("GIT_FAILED", `Git could not ${doing}. ${words}`.trim(), {
      help: ["Read what git says, mend it in the repository, and try again."],
      details: { exitCode: error.exitCode, stderr: words, command: ["git", ...error.args] },
      cause: error,
    });
  }
}

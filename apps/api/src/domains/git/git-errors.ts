import { GitError } from "@signalbox/host/git";
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
    if (!(error instanceof GitError)) throw error;
    // Without words of git, it was refused before git was asked.
    const words = error.stderr.trim() || error.message;
    throw new DomainError("GIT_FAILED", `Git could not ${doing}. ${words}`.trim(), {
      help,
      details: { exitCode: error.exitCode, stderr: words, command: ["git", ...error.args] },
      cause: error,
    });
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

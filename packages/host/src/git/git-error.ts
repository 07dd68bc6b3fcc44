/** git said no. `stderr` holds its own words; `exitCode` is null when it was ended by a signal or never asked. */
export class GitError extends Error {
  override readonly name: string = "GitError";
  readonly exitCode: number | null;
  readonly stderr: string;
  readonly args: readonly string[];

  constructor(
    message: string,
    facts: { exitCode: number | null; stderr: string; args: readonly string[] },
  ) {
    super(message);
    this.exitCode = facts.exitCode;
    this.stderr = facts.stderr;
    this.args = facts.args;
  }
}

/** What git needs was never fetched: the repository is a partial clone. */
export class MissingObjectError extends GitError {}

/** This git cannot do what is asked of it; a newer one can. */
export class GitTooOldError extends GitError {}

/** A refusal of our own: the operand is not one that git may be given. */
export function refuse(reason: string, args: readonly string[]): GitError {
  return new GitError(reason, { exitCode: null, stderr: "", args });
}

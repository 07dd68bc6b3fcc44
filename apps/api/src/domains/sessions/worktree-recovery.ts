import path from "node:path";
import type { PrismaClient } from "@signalbox/db";
import {
  branchExists,
  isLinkedWorktree,
  recoverWorktree,
  type Recovered,
} from "@signalbox/host/git";
import type { Repository, Session } from "@signalbox/shared";
import type { Logger } from "pino";
import { translatingGitErrors } from "../git/git-errors.ts";
import { isFolder } from "../repositories/inspect.ts";
import type { RepositoriesService } from "../repositories/repositories-service.ts";
import type { Journals } from "../runs/journals.ts";
import { lastCheckpoints } from "./last-checkpoints.ts";
import { prepareWorktree } from "./new-worktree.ts";
import type { SessionChanges } from "./session-changes.ts";

interface WorktreeRecoveryOptions {
  client: PrismaClient;
  /** Signalbox's data folder, where worktrees are made. */
  home: string;
  repositories: RepositoriesService;
  journals: Journals;
  changes: SessionChanges;
  log: Logger;
}

/** Makes sessions' worktrees, branches and their links again. Call it under the session's lock. */
export class WorktreeRecovery {
  readonly #options: WorktreeRecoveryOptions;

  constructor(options: WorktreeRecoveryOptions) {
    this.#options = options;
  }

  /**
   * Make sure that a run can work in the session's worktree: a look at its folder, and the recovery of one that is not right.
   * Resolves to where it is.
   * @throws DomainError REPOSITORY_NOT_FOUND, REPOSITORY_PATH_MISSING, GIT_FAILED
   */
  async ensure(session: Session): Promise<void> {
    // Also when the worktree is there: without its repository git can do nothing in it.
    await this.#options.repositories.getPresent(session.repositoryId);
    if (!(await isLinkedWorktree(session.worktreePath))) await this.recover(session);
  }

  /**
   * The same for a session that is to be deleted, whose work must be read once more: a worktree that is gone, and a
   * branch that is gone without one, are not made again. Resolves to the folder; null when there is none.
   */
  async ensureReadable(session: Session, repository: Repository): Promise<string | null> {
    const place = await this.#placeOf(session);
    if (!(await isFolder(place))) return null;
    const isReadable =
      (await isLinkedWorktree(place)) && (await branchExists(repository.path, session.branch));
    if (!isReadable) await this.recover(session);
    return place;
  }

  /**
   * Make again what a session lacks; a healthy one stays as it is, on its branch. Resolves to its folder and to what was done, in sentences.
   * @throws DomainError REPOSITORY_NOT_FOUND, REPOSITORY_PATH_MISSING, GIT_FAILED
   */
  async recover(session: Session): Promise<{ worktreePath: string; notes: string[] }> {
    const { repositories, log } = this.#options;
    const repository = await repositories.getPresent(session.repositoryId);
    const worktreePath = await this.#placeOf(session);
    const { recovered, copied } = await translatingGitErrors(
      "recover the session's worktree",
      async () => {
        const recovered = await recoverWorktree({
          repository: repository.path,
          path: worktreePath,
          branch: session.branch,
          lastCommits: [...(await lastCheckpoints(this.#options, session.id)), session.baseCommit],
          setAside: `${this.setAsidePlace(session)}.git`,
        });
        const isNew = recovered.worktree === "made";
        return { recovered, copied: isNew ? await prepareWorktree(repository, worktreePath) : [] };
      },
      [
        `Nothing else may have the branch ${session.branch} checked out: switch it to another branch.`,
        `When the folder itself is broken, move it away and try again: ${worktreePath}`,
      ],
    );
    if (worktreePath !== session.worktreePath) await this.#move(session, worktreePath);
    const notes = [...wordsOf(recovered, session), ...copied];
    if (notes.length > 0) log.info({ sessionId: session.id, notes }, "recovered a worktree");
    return { worktreePath, notes };
  }

  /** A place, not taken, for what lies in the session's worktree and must not be lost with it. */
  setAsidePlace(session: Session): string {
    return path.join(this.#options.home, "set-aside", `${session.id}-${Date.now()}`);
  }

  /** Where the worktree is; where it would be in the data folder as it is now, when that was moved. */
  async #placeOf(session: Session): Promise<string> {
    if (await isFolder(session.worktreePath)) return session.worktreePath;
    return path.join(this.#options.home, "worktrees", path.basename(session.worktreePath));
  }

  async #move(session: Session, worktreePath: string): Promise<void> {
    await this.#options.client.session.update({
      where: { id: session.id },
      data: { worktreePath, updatedAt: new Date() },
    });
    await this.#options.changes.changed(session.id);
  }
}

function wordsOf(recovered: Recovered, session: Session): string[] {
  const { worktree, branchMadeAt, setAside } = recovered;
  const notes: string[] = [];
  if (branchMadeAt !== null) {
    notes.push(
      branchMadeAt === session.baseCommit
        ? `The branch ${session.branch} was gone, and no later commit of it is known: it begins at ${branchMadeAt} again, where the session began.`
        : `The branch ${session.branch} was gone: it was made again at ${branchMadeAt}, the last commit of it that is known.`,
    );
  }
  if (worktree === "made") {
    notes.push(
      "The worktree was made again from its branch. What was in no commit went with the old folder.",
    );
  }
  if (worktree === "linked") {
    notes.push("The worktree was bound to its repository again; its files are as they were.");
  }
  if (setAside !== null) {
    notes.push(`Another repository lay in the worktree's place of git: it is kept in ${setAside}`);
  }
  return notes;
}

import type { PrismaClient } from "@signalbox/db";
import {
  findArchive,
  listArchives,
  readArchivePatch,
  restoreArchive,
  type ArchiveEntry,
} from "@signalbox/host/git";
import {
  archivedSessionSchema,
  DomainError,
  type Archive,
  type archiveListInputSchema,
  type archivePatchInputSchema,
  type archiveRestoreInputSchema,
  type Repository,
  type SessionOpened,
} from "@signalbox/shared";
import type { z } from "zod";
import type { AgentsService } from "../agents/agents-service.ts";
import { translatingGitErrors } from "../git/git-errors.ts";
import type { OrchestratorsService } from "../orchestrators/orchestrators-service.ts";
import type { RepositoriesService } from "../repositories/repositories-service.ts";
import type { SessionMaker } from "../sessions/session-maker.ts";
import { toSession } from "../sessions/session-rows.ts";
import { leftBranchOf, shortIdOf } from "./archive-names.ts";
import { toArchiveRecord, type ArchiveRecord, type ArchiveRecords } from "./archive-records.ts";
import { wishOf } from "./archive-wish.ts";

interface ArchivesOptions {
  client: PrismaClient;
  repositories: RepositoriesService;
  orchestrators: OrchestratorsService;
  agents: AgentsService;
  records: ArchiveRecords;
  maker: SessionMaker;
}

/** Work that was discarded, kept as refs of its repository: what is there, what it holds, and the way back. */
export class ArchivesService {
  readonly #options: ArchivesOptions;

  constructor(options: ArchivesOptions) {
    this.#options = options;
  }

  /**
   * The archives of a repository, newest first.
   * @throws DomainError REPOSITORY_NOT_FOUND, REPOSITORY_PATH_MISSING, GIT_FAILED
   */
  async list(
    input: z.output<typeof archiveListInputSchema>,
  ): Promise<{ items: Archive[]; nextCursor: string | null }> {
    const repository = await this.#options.repositories.getPresent(input.repositoryId);
    const { items, nextCursor } = await translatingGitErrors("list the archives", () =>
      listArchives(repository.path, input),
    );
    const sessions = await this.#sessionsOf(repository.id, items);
    return {
      items: await Promise.all(items.map((entry) => this.#toArchive(repository, entry, sessions))),
      nextCursor,
    };
  }

  async #toArchive(
    repository: Repository,
    entry: ArchiveEntry,
    sessions: ReadonlyMap<string, ArchiveRecord>,
  ): Promise<Archive> {
    const { ref, commit, archivedAt, kind, subject, uncommittedFiles } = entry;
    const session = sessions.get(ref);
    return {
      ref,
      commit,
      archivedAt,
      kind,
      subject,
      uncommittedFiles,
      session: session ? archivedSessionSchema.parse(session) : null,
      patchPath: await this.#options.records.findPatch(repository.id, ref),
    };
  }

  /** The sessions that archives are of, by their refs: as they are, or as they were when they were deleted. */
  async #sessionsOf(
    repositoryId: string,
    entries: { ref: string }[],
  ): Promise<Map<string, ArchiveRecord>> {
    const { client, records } = this.#options;
    const shortIds = new Set(entries.flatMap(({ ref }) => shortIdOf(ref) ?? []));
    const branches = new Set(entries.flatMap(({ ref }) => leftBranchOf(ref) ?? []));
    const rows = await client.session.findMany({
      where: {
        repositoryId,
        OR: [
          ...[...shortIds].map((end) => ({ id: { endsWith: end } })),
          { branch: { in: [...branches] } },
        ],
      },
    });
    const live = new Map(rows.map((row) => [row.id, toArchiveRecord(toSession(row))]));
    const found = new Map<string, ArchiveRecord>();
    for (const { ref } of entries) {
      const shortId = shortIdOf(ref);
      if (shortId === null) {
        const branch = leftBranchOf(ref);
        const beside = [...live.values()].find((session) => session.branch === branch);
        if (beside) found.set(ref, beside);
        continue;
      }
      const [, session] = [...live].find(([id]) => id.endsWith(shortId)) ?? [];
      const record = session ?? (await records.read(repositoryId, shortId));
      if (record !== null) found.set(ref, record);
    }
    return found;
  }

  /**
   * Open a new session whose branch is where the archived one was and whose worktree has what was in no commit, staged where it was
   * staged. The archive stays. `notes` say what could not be as it was.
   * @throws DomainError REPOSITORY_NOT_FOUND, REPOSITORY_PATH_MISSING, ARCHIVE_NOT_FOUND, AGENT_UNAVAILABLE, GIT_FAILED
   */
  async restore(input: z.output<typeof archiveRestoreInputSchema>): Promise<SessionOpened> {
    const { repository, archive } = await this.#find(input);
    const record = (await this.#sessionsOf(repository.id, [archive])).get(archive.ref) ?? null;
    const { wish, notes } = await wishOf(this.#options, { repository, archive, record });
    const named = input.name === undefined ? wish : { ...wish, name: input.name };
    const opened = await this.#options.maker.make(repository, named, archive.head, (place) =>
      restoreArchive({ repository: repository.path, archive, ...place }),
    );
    return { ...opened, notes: [...notes, ...opened.notes] };
  }

  /** What was in no commit. @throws DomainError REPOSITORY_NOT_FOUND, REPOSITORY_PATH_MISSING, ARCHIVE_NOT_FOUND, GIT_FAILED */
  async patch(
    input: z.output<typeof archivePatchInputSchema>,
  ): Promise<{ patch: string; truncated: boolean }> {
    const { repository, archive } = await this.#find(input);
    return translatingGitErrors("read the archive", () =>
      readArchivePatch(repository.path, archive),
    );
  }

  async #find({ repositoryId, ref }: { repositoryId: string; ref: string }) {
    const repository = await this.#options.repositories.getPresent(repositoryId);
    const archive = await translatingGitErrors("look for the archive", () =>
      findArchive(repository.path, ref),
    );
    if (archive !== null) return { repository, archive };
    throw new DomainError("ARCHIVE_NOT_FOUND", "There is no such archive in this repository.", {
      help: ["Look at the list of archives: the ref may have been deleted with git."],
      details: { repositoryId, ref },
    });
  }
}

import path from "node:path";
import {
  answersFor,
  beginningOfClone,
  cloneRepository,
  CloneError,
  type CloneOptions,
} from "@signalbox/host/git";
import {
  DomainError,
  GitUrlRefused,
  parseCloneSource,
  type CloneDone,
  type cloneInputSchema,
  type CloneProgress,
  type CloneSource,
  type CloneSummary,
  type cloneTargetInputSchema,
} from "@signalbox/shared";
import type { Logger } from "pino";
import type { z } from "zod";
import { isLoopback } from "../../security/addresses.ts";
import { Gate } from "../gate.ts";
import { newId } from "../ids.ts";
import type { SettingsService } from "../settings/settings-service.ts";
import { cloneFailed, cloneNotFound, translateCloneError, urlRefused } from "./clone-errors.ts";
import { notesOn } from "./clone-notes.ts";
import { clearRemains, openFolders } from "./clone-remains.ts";
import {
  directoryOf,
  makeFolder,
  moveIntoPlace,
  planTarget,
  type CloneTarget,
} from "./clone-target.ts";
import { CloneState } from "./clone-state.ts";
import { invalidField, wholePath } from "./folders.ts";
import type { RepositoriesService } from "./repositories-service.ts";

/** How many clones transfer at once: more would only share the same line and disk. */
const maxConcurrent = 3;
/** How many may go on and wait; a program that asks for more has lost its way. */
const maxGoing = 50;
/** How many ended clones are remembered, for clients that come late. */
const maxEnded = 100;

type Input = z.output<typeof cloneInputSchema>;
type Answers = CloneOptions["answers"];

interface ClonesOptions {
  repositories: RepositoriesService;
  settings: SettingsService;
  /** Signalbox's data folder, links resolved. */
  home: string;
  personHome: string;
  /** The person's environment: PATH, HOME, the ssh agent. */
  environment: Readonly<Record<string, string | undefined>>;
  log: Logger;
  stallTimeoutMs?: number | undefined;
}

interface Clone {
  state: CloneState;
  summary: Omit<CloneSummary, "status" | "progress" | "problem">;
  cancel: AbortController;
  ended: Promise<void>;
}

/** What a clone needs while it goes on; gone with its end. */
interface Going {
  cloneId: string;
  source: CloneSource;
  answers: Answers;
  target: CloneTarget;
  state: CloneState;
  cancel: AbortController;
  input: Input;
}

/** Clones repositories for the person. Credentials live as long as the clone that they were given for, in memory alone. */
export class ClonesService {
  readonly #options: ClonesOptions;
  readonly #folder: string;
  readonly #clones = new Map<string, Clone>();
  readonly #gate = new Gate(maxConcurrent);
  #isClosing = false;

  constructor(options: ClonesOptions) {
    this.#options = options;
    this.#folder = path.join(options.home, "clones");
  }

  /** End and clear away what an earlier server left. Never rejects. */
  recover(): Promise<void> {
    return clearRemains(this.#folder, this.#options.log);
  }

  /**
   * Begin a clone; how it goes on is told by `follow`.
   * @throws DomainError GIT_URL_REFUSED, INVALID_INPUT, CLONE_TARGET_EXISTS, CLONE_FAILED
   */
  async start(input: Input): Promise<{ cloneId: string }> {
    const { personHome } = this.#options;
    const source = sourceOf(input.url, personHome);
    const answers = checkedAnswers(source, input, personHome);
    const going = [...this.#clones.values()].filter(({ state }) => state.status === "going");
    if (going.length >= maxGoing) {
      throw new DomainError("CLONE_FAILED", `${maxGoing} clones are going on or wait already.`, {
        help: ["Wait until some are done, or cancel some."],
        details: { failure: "other" },
      });
    }
    const target = await this.#planTarget(input, source.name).catch((error: unknown) => {
      throw translateCloneError(error, source);
    });
    const cloneId = newId();
    const state = new CloneState({ ...beginningOfClone, phase: "waiting" });
    const cancel = new AbortController();
    const summary = {
      cloneId,
      url: source.url,
      directory: directoryOf(target),
      partial: input.partial,
      startedAt: new Date().toISOString(),
    };
    const ended = this.#run({ cloneId, source, answers, target, state, cancel, input });
    this.#clones.set(cloneId, { state, summary, cancel, ended });
    this.#forgetOldest();
    return { cloneId };
  }

  /** The clones that go on, and the last that ended, newest first. */
  list(): CloneSummary[] {
    return [...this.#clones.values()]
      .toReversed()
      .map(({ summary, state: { status, progress, problem } }) =>
        Object.assign({ status, progress, problem }, summary),
      );
  }

  /**
   * The folder that a clone would be made in now. Nothing is made yet.
   * @throws DomainError INVALID_INPUT, CLONE_TARGET_EXISTS
   */
  async target(wish: z.output<typeof cloneTargetInputSchema>): Promise<{ directory: string }> {
    try {
      return { directory: directoryOf(await this.#planTarget(wish, wish.name)) };
    } catch (error) {
      if (error instanceof DomainError) throw error;
      throw invalidField("directory", "A part of this path is no folder, or may not be looked at.");
    }
  }

  async #planTarget(
    wish: { directory?: string | undefined; parent?: string | undefined },
    name: string,
  ): Promise<CloneTarget> {
    const { settings, personHome, home } = this.#options;
    const { cloneDirectory } = await settings.get();
    return planTarget(wish, { name, defaultParent: cloneDirectory, personHome, home });
  }

  /**
   * How far the clone is: at once, then whenever that changes, and last its repository. Whoever is slow or comes late gets the
   * latest, not each.
   * @throws DomainError CLONE_NOT_FOUND, and what the clone failed with
   */
  follow(
    cloneId: string,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<CloneProgress | CloneDone> {
    return this.#get(cloneId).state.follow(signal);
  }

  /**
   * End a clone. Resolves when nothing of it is left, to whether it was ended by this.
   * @throws DomainError CLONE_NOT_FOUND
   */
  async cancel(cloneId: string): Promise<{ cancelled: boolean }> {
    const { cancel, ended, state } = this.#get(cloneId);
    if (state.status !== "going") return { cancelled: false };
    cancel.abort();
    await ended;
    // It may have been done before it heard of this.
    return { cancelled: !state.isDone() };
  }

  /** End all clones; resolves when nothing of them is left. */
  async close(): Promise<void> {
    this.#isClosing = true;
    const clones = [...this.#clones.values()];
    for (const { cancel } of clones) cancel.abort();
    await Promise.all(clones.map(({ ended }) => ended));
  }

  #get(cloneId: string): Clone {
    const clone = this.#clones.get(cloneId);
    if (!clone) throw cloneNotFound(cloneId);
    return clone;
  }

  #forgetOldest(): void {
    const ended = [...this.#clones].filter(([, { state }]) => state.status !== "going");
    for (const [cloneId] of ended.slice(0, Math.max(0, ended.length - maxEnded))) {
      this.#clones.delete(cloneId);
    }
  }

  /** Never rejects: how it ended is in the state. */
  async #run(clone: Going): Promise<void> {
    const { cloneId, source, state, cancel } = clone;
    const { log } = this.#options;
    try {
      const work = () => this.#transfer(clone);
      const done = await this.#gate.run(cancel.signal, work);
      log.info({ cloneId, url: source.url, path: done.repository.path }, "cloned a repository");
      state.succeed(done);
    } catch (error) {
      const failure = this.#isClosing ? "server_stopped" : "cancelled";
      const told = cancel.signal.aborted
        ? cloneFailed(failure, source)
        : translateCloneError(error, source);
      const details = told instanceof DomainError ? told.details : { err: told };
      log.warn({ cloneId, url: source.url, failure: details }, "a clone failed");
      state.fail(told);
    }
  }

  async #transfer(clone: Going): Promise<CloneDone> {
    const { cloneId, source, answers, target, state, cancel, input } = clone;
    const { environment, repositories, stallTimeoutMs } = this.#options;
    const folders = await openFolders(this.#folder, cloneId, target.parent);
    try {
      await makeFolder(target.parent);
      state.report(beginningOfClone);
      const contents = await cloneRepository({
        id: cloneId,
        source,
        answers,
        trustHostKey: input.trustHostKey ?? null,
        partial: input.partial,
        target: folders.staging,
        cwd: target.parent,
        privateFolder: folders.privateFolder,
        environment,
        signal: cancel.signal,
        ...(stallTimeoutMs === undefined ? {} : { stallTimeoutMs }),
        onProgress: (progress) => state.report(progress),
      });
      if (cancel.signal.aborted) throw new CloneError("cancelled", "");
      state.report({ ...state.progress, phase: "registering", percent: null });
      const directory = await moveIntoPlace(folders.staging, target);
      const repository = await repositories.addOrGet({ path: directory, name: input.name });
      return { repository, contents, notes: notesOn(contents, repository.path) };
    } finally {
      await folders.clear();
    }
  }
}

/** @throws DomainError GIT_URL_REFUSED */
function sourceOf(url: string, personHome: string): CloneSource {
  try {
    return parseCloneSource(url, personHome);
  } catch (error) {
    throw error instanceof GitUrlRefused ? urlRefused(error) : error;
  }
}

/** @throws DomainError INVALID_INPUT, GIT_URL_REFUSED */
function checkedAnswers(source: CloneSource, input: Input, personHome: string): Answers {
  const answers = answersFor(source, input.credentials ?? null);
  if (answers === null) {
    const fitting =
      source.kind === "ssh"
        ? "the passphrase of a key, or user and password"
        : source.kind === "local"
          ? "no credentials"
          : "a token, or user and password";
    throw invalidField("credentials.kind", `For this URL, give ${fitting}.`);
  }
  const isOpenLine = source.kind === "http" && !isLoopback(source.host ?? "");
  if (isOpenLine && answers.password !== null) {
    throw urlRefused(
      new GitUrlRefused("Over http:// everybody on the way could read the password.", [
        "Use the https:// URL.",
      ]),
    );
  }
  const { keyPath } = answers;
  if (keyPath === null) return answers;
  return { ...answers, keyPath: wholePath(keyPath, personHome, "credentials.keyPath") };
}

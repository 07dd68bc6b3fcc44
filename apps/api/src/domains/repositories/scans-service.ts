import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { PrismaClient } from "@signalbox/db";
import { scanForRepositories, type ScanReach } from "@signalbox/host/git";
import type { FoundRepository, scanInputSchema, ScanProgress, ScanResult } from "@signalbox/shared";
import type { z } from "zod";
import { Gate } from "../gate.ts";
import type { SettingsService } from "../settings/settings-service.ts";
import { wholePath } from "./folders.ts";

/** Scans share the disk with everything else. */
const maxConcurrent = 2;
/** How often a scan tells how far it is: a person sees it move, a program is not flooded. */
const tellEveryMs = 150;

type Input = z.output<typeof scanInputSchema>;

interface ScansOptions {
  client: PrismaClient;
  settings: SettingsService;
  /** Signalbox's data folder, links resolved: worktrees of sessions are no finds. */
  home: string;
  personHome: string;
}

/** Looks for repositories on this computer. Nothing is changed, and no git is started. */
export class ScansService {
  readonly #options: ScansOptions;
  readonly #gate = new Gate(maxConcurrent);

  constructor(options: ScansOptions) {
    this.#options = options;
  }

  /** All that is found, by path. Ends early with `signal`. @throws DomainError INVALID_INPUT */
  async scan(input: Input, signal: AbortSignal | undefined): Promise<ScanResult> {
    const found: FoundRepository[] = [];
    const reach = await this.#scan(input, signal, (repository) => found.push(repository));
    return { ...reach, found: found.toSorted((a, b) => (a.path < b.path ? -1 : 1)) };
  }

  /** What is found as it is found; ends with the scan, and the scan with `signal`. @throws DomainError INVALID_INPUT */
  async *follow(input: Input, signal: AbortSignal | undefined): AsyncGenerator<ScanProgress> {
    const stop = new AbortController();
    const signals = [stop.signal, ...(signal ? [signal] : [])];
    let found: FoundRepository[] = [];
    let reach: Readonly<ScanReach> = { folders: 0, missing: [], unreadable: 0, truncated: false };
    const state = { done: false };
    const onFound = (repository: FoundRepository) => found.push(repository);
    const scan = async () => {
      try {
        reach = await this.#scan(input, AbortSignal.any(signals), onFound, (now) => (reach = now));
      } finally {
        state.done = true;
      }
    };
    const scanning = scan();
    // Told by the race below, unless nobody follows any more.
    scanning.catch(() => undefined);
    try {
      for (;;) {
        await Promise.race([scanning, delay(tellEveryMs)]);
        const progress = { ...reach, found, done: state.done };
        found = [];
        yield progress;
        if (progress.done) return;
      }
    } finally {
      stop.abort();
      await scanning.catch(() => undefined);
    }
  }

  async #scan(
    input: Input,
    signal: AbortSignal | undefined,
    onFound: (repository: FoundRepository) => void,
    onFolder?: (reach: Readonly<ScanReach>) => void,
  ): Promise<ScanReach> {
    const { client, settings, home, personHome } = this.#options;
    const { scanDirectories, scanDepth } = await settings.get();
    const { directories = scanDirectories, depth = scanDepth } = input;
    const folders = directories.map((directory, index) =>
      wholePath(directory, personHome, `directories.${index}`),
    );
    const registered = await client.repository.findMany({
      where: { forgottenAt: null },
      select: { path: true },
    });
    const known = new Set(registered.map((row) => row.path));
    return this.#gate.run(signal, () =>
      scanForRepositories({
        directories: folders,
        depth,
        except: [home],
        signal,
        onFound: ({ path: folder, kind }) =>
          onFound({ path: folder, name: path.basename(folder), kind, added: known.has(folder) }),
        ...(onFolder && { onFolder }),
      }),
    );
  }
}

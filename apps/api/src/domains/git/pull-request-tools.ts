import {
  findPullRequestTools,
  hostedRepository,
  type FoundPullRequestTool,
  type HostedRepository,
} from "@signalbox/host/git";

/** A person may install one, or log in, at any time; lists ask often. */
const freshMs = 30_000;

/** The programs on this computer that open pull requests. */
export class PullRequestTools {
  readonly #env: Readonly<Record<string, string | undefined>>;
  #looked: { at: number; found: Promise<FoundPullRequestTool[]> } | null = null;

  constructor(options: { agentEnv: Readonly<Record<string, string | undefined>> }) {
    this.#env = options.agentEnv;
  }

  /** The one for the repository that a remote's URL names; null when there is none, or the URL names no host. */
  async for(
    url: string,
  ): Promise<(FoundPullRequestTool & { repository: HostedRepository }) | null> {
    const repository = hostedRepository(url);
    if (repository === null) return null;
    const found = (await this.#find()).find(({ knows }) => knows(repository.host));
    return found === undefined ? null : { ...found, repository };
  }

  #find(): Promise<FoundPullRequestTool[]> {
    const now = performance.now();
    if (this.#looked === null || now - this.#looked.at > freshMs) {
      this.#looked = { at: now, found: findPullRequestTools(this.#env) };
    }
    return this.#looked.found;
  }
}

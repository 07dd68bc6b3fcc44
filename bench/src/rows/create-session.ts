import path from "node:path";
import { makeLargeRepository, plainGit } from "../large-repository.ts";
import { withScratch } from "../scratch.ts";
import { startServer } from "../server.ts";
import { count, duration, percentile } from "../statistics.ts";
import type { Row } from "../table.ts";

const size = { files: 20_000, commits: 1_000 };
const rounds = 12;
const bar = 1.3;

/** (k) How long a session takes to be made with its worktree, by turns with a plain `git worktree add`. */
export async function createSession(): Promise<Row> {
  return withScratch(async (scratch) => {
    const folder = path.join(scratch, "repository-of-many");
    await makeLargeRepository(folder, size);
    const server = await startServer(scratch, []);
    const created: number[] = [];
    const plain: number[] = [];
    try {
      const { id: repositoryId } = await server.client.repositories.add.mutate({ path: folder });
      for (let round = -1; round < rounds; round += 1) {
        const worktree = path.join(scratch, `plain-${round}`);
        const added = await timeOf(() =>
          plainGit(folder, ["worktree", "add", "-q", "-b", `plain-${round}`, worktree]),
        );
        const made = await timeOf(() =>
          server.client.sessions.create.mutate({ repositoryId, agent: "demo" }),
        );
        // The first of each warms up.
        if (round < 0) continue;
        plain.push(added);
        created.push(made);
      }
    } finally {
      await server.stop();
    }
    const [figure, baseline] = [percentile(created, 0.5), percentile(plain, 0.5)];
    return {
      id: "k",
      what: `sessions.create on a repository of ${count(size.files)} files, ${rounds} times`,
      figure: `median ${duration(figure)}, worst ${duration(Math.max(...created))}`,
      baseline: `git worktree add: median ${duration(baseline)}, worst ${duration(Math.max(...plain))}`,
      ratio: figure / baseline,
      bar: `≤ ${bar}`,
      reached: figure / baseline <= bar,
    };
  });
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

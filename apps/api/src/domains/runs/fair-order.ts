/** A queued run, as far as its turn is concerned. */
export interface QueuedRun {
  id: string;
  sessionId: string;
  repositoryId: string;
}

/** How long ago each repository had its turn: the repositories that had one, the latest last. */
export type Turns = readonly string[];

/**
 * The queue in the order in which it is served: the repositories take turns, whoever waits longest for one first, and within a
 * repository the oldest run comes first. `queued` is oldest first. Pure.
 */
export function fairOrder(queued: readonly QueuedRun[], turns: Turns): QueuedRun[] {
  const waiting = new Map<string, QueuedRun[]>();
  for (const run of queued) {
    const ofRepository = waiting.get(run.repositoryId);
    if (ofRepository) ofRepository.push(run);
    else waiting.set(run.repositoryId, [run]);
  }
  // Those that had no turn yet, by their oldest run, and then the others: a Map keeps the order.
  const rounds = [...waiting].toSorted(
    ([one], [other]) => turns.lastIndexOf(one) - turns.lastIndexOf(other),
  );
  const order: QueuedRun[] = [];
  for (let round = 0; order.length < queued.length; round += 1) {
    for (const [, runs] of rounds) {
      const run = runs[round];
      if (run) order.push(run);
    }
  }
  return order;
}

/** The turns after `repositoryId` had one. */
export function withTurn(turns: Turns, repositoryId: string): Turns {
  return [...turns.filter((id) => id !== repositoryId), repositoryId];
}

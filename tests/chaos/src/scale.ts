/** `pnpm chaos` runs everything at full size; `pnpm test` a small form of the same. */
const isFull = process.env.SIGNALBOX_CHAOS === "full";

/** How much of everything. */
export const scale = isFull
  ? {
      floodLines: 1_000_000,
      serverKills: 20,
      socketCuts: 50,
      runnerKills: 5,
      stoppedRuns: 100,
      stoppedAtOnce: 10,
      rounds: 20,
      lostSteps: 60,
      // Others each time; a failure names its seed.
      lostSeeds: Array.from({ length: 8 }, () => Math.floor(Math.random() * 2 ** 31)),
    }
  : {
      floodLines: 60_000,
      serverKills: 3,
      socketCuts: 8,
      runnerKills: 1,
      stoppedRuns: 4,
      stoppedAtOnce: 4,
      rounds: 3,
      lostSteps: 25,
      lostSeeds: [1, 2],
    };

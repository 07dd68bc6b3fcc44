/** After a stop the agent and the driver have this long (ms) to end well: more than the whole stop ladder takes. */
const stopPatienceMs = 60_000;
/** After a kill the driver has this long (ms) to return before the run is ended without it. */
const killPatienceMs = 20_000;

/** The ways a run, or a turn of it, is ended from outside, from asking to giving up on the driver. Each step is taken once. */
export interface StopControl {
  /** Asks the driver to end. */
  readonly signal: AbortSignal;
  /** Ends every process at once. */
  readonly killSignal: AbortSignal;
  /** Resolves when the driver did not return even after the kill; otherwise never. */
  readonly gaveUp: Promise<void>;
  stop(): void;
  kill(): void;
  /** Stops the clocks. */
  close(): void;
}

export interface StopPatience {
  /** From asking to the kill (ms). */
  stopMs: number;
  /** From the kill to giving up (ms). */
  killMs: number;
}

const ownPatience: StopPatience = { stopMs: stopPatienceMs, killMs: killPatienceMs };

export function createStopControl(patience: StopPatience = ownPatience): StopControl {
  const stopping = new AbortController();
  const killing = new AbortController();
  const timers: NodeJS.Timeout[] = [];
  let giveUp: () => void = () => {};
  const gaveUp = new Promise<void>((resolve) => {
    giveUp = resolve;
  });

  function kill(): void {
    stopping.abort();
    if (killing.signal.aborted) return;
    killing.abort();
    timers.push(setTimeout(giveUp, patience.killMs));
  }

  return {
    signal: stopping.signal,
    killSignal: killing.signal,
    gaveUp,
    stop() {
      if (stopping.signal.aborted) return;
      stopping.abort();
      timers.push(setTimeout(kill, patience.stopMs));
    },
    kill,
    close() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

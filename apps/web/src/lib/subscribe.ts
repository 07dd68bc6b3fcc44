import { isRefusal } from "./errors.ts";

/** A subscription that failed or was ended early (a server that shuts down ends its streams) is begun again after this. */
const restartDelayMs = 1_000;

export interface SubscriptionHandlers {
  /** The server ended the stream. */
  onComplete: () => void;
  onError: (error: unknown) => void;
}

/**
 * Keep a subscription going until it is done. `start` begins it, resuming where the last one stopped;
 * `isDone` says whether an end of the stream is its real end; `onRefused` gets a failure that trying again does not change.
 * The socket itself resumes running subscriptions after a cut; this covers streams that end. Gives the function that stops it.
 */
export function keepSubscribed(options: {
  start: (handlers: SubscriptionHandlers) => { unsubscribe: () => void };
  isDone: () => boolean;
  onRefused?: (error: unknown) => void;
}): () => void {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let current: { unsubscribe: () => void } | undefined;

  const begin = () => {
    current = options.start({
      onComplete: again,
      onError: (error) => {
        if (isRefusal(error) && options.onRefused) options.onRefused(error);
        else again();
      },
    });
  };
  const again = () => {
    if (stopped || options.isDone()) return;
    clearTimeout(timer);
    timer = setTimeout(begin, restartDelayMs);
  };

  begin();
  return () => {
    stopped = true;
    clearTimeout(timer);
    current?.unsubscribe();
  };
}

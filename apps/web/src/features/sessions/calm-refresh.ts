/**
 * Calls `refresh` soon after it was wished for, but never more often than every `intervalMs`, and never while the last call goes on:
 * a flood of wishes is one call now and one when the time is over. Gives how to wish and how to end.
 */
export function calmRefresh(refresh: () => Promise<unknown>, intervalMs: number) {
  let isWished = false;
  let isResting = false;
  let ended = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const begin = async () => {
    isWished = false;
    isResting = true;
    const rested = new Promise<void>((resolve) => (timer = setTimeout(resolve, intervalMs)));
    // What fails is told by whoever shows it.
    await Promise.allSettled([refresh(), rested]);
    isResting = false;
    if (isWished && !ended) void begin();
  };
  return {
    wish(): void {
      if (ended) return;
      isWished = true;
      if (!isResting) void begin();
    },
    end(): void {
      ended = true;
      clearTimeout(timer);
    },
  };
}

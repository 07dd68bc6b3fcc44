/** As many as there are digits to call them by. */
export const mostActive = 9;
/** So many places are kept for what runs, however many wait for the person. */
const keptForRunning = 4;

/** The sessions that the rail has room for: those that need the person first, then those that run. */
export function pickActive<Session>(
  needsYou: readonly Session[],
  running: readonly Session[],
): Session[] {
  const forRunning = Math.min(
    running.length,
    Math.max(keptForRunning, mostActive - needsYou.length),
  );
  return [...needsYou.slice(0, mostActive - forRunning), ...running.slice(0, forRunning)];
}

import type { CloneSummary } from "@signalbox/shared";

/**
 * Of the clones that the server knows, newest first, those that a person may want to see: that go on, or that failed and were
 * neither cancelled, nor put away, nor begun again since.
 */
export function worthShowing(
  clones: readonly CloneSummary[],
  dismissed: ReadonlySet<string>,
): CloneSummary[] {
  const places = new Set<string>();
  return clones.filter(({ cloneId, status, directory, problem }) => {
    const isLatest = !places.has(directory);
    places.add(directory);
    if (status === "going") return true;
    return (
      status === "failed" && isLatest && problem?.failure !== "cancelled" && !dismissed.has(cloneId)
    );
  });
}

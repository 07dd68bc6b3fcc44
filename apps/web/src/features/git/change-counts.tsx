import { Trans } from "@lingui/react/macro";

/** Lines added and removed; null for a binary file. */
export function ChangeCounts({
  insertions,
  deletions,
}: {
  insertions: number | null;
  deletions: number | null;
}) {
  if (insertions === null || deletions === null) {
    return (
      <span className="text-xs text-ink-3">
        <Trans>binary</Trans>
      </span>
    );
  }
  return (
    <span className="font-mono text-xs whitespace-nowrap">
      <span className={insertions === 0 ? "text-ink-3" : "text-ok"}>+{insertions}</span>{" "}
      <span className={deletions === 0 ? "text-ink-3" : "text-bad"}>−{deletions}</span>
    </span>
  );
}

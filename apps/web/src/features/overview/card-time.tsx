import type { SessionWithRun } from "@signalbox/shared";
import { formatAgo, formatElapsed, formatMoment } from "../../lib/format.ts";
import { useNow } from "../../lib/use-now.ts";

const tickMs = 1_000;
const agoTickMs = 30_000;

/** How long a session's run has been going on, or when it last changed. */
export function CardTime({ session, className }: { session: SessionWithRun; className?: string }) {
  const run = session.latestRun;
  const since = session.status === "running" ? run?.startedAt : null;
  const now = useNow(since ? tickMs : agoTickMs);
  if (since) {
    return <span className={className}>{formatElapsed(now - Date.parse(since))}</span>;
  }
  const at = session.doneAt ?? run?.endedAt ?? session.updatedAt;
  return (
    <time dateTime={at} title={formatMoment(at)} className={className}>
      {formatAgo(Date.parse(at), now)}
    </time>
  );
}

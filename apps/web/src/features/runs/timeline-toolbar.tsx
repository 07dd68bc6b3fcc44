import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { ChevronsDownUp, ChevronsUpDown, Download, Search, WrapText } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { cn } from "../../lib/cn.ts";
import { buttonClass } from "../../ui/button.tsx";
import { downloadJournal } from "./download-journal.ts";
import type { EventKind } from "./event-kinds.ts";
import { KindMenu } from "./kind-menu.tsx";

/** What stands above a timeline: as rows or as a log, folding, which kinds, search, download. */
export function TimelineToolbar({
  runId,
  isLog,
  onLog,
  wraps,
  onWrap,
  isAllFolded,
  onFoldAll,
  kinds,
  onKinds,
  onSearch,
}: {
  runId: string;
  isLog: boolean;
  onLog: (isLog: boolean) => void;
  wraps: boolean;
  onWrap: (wraps: boolean) => void;
  isAllFolded: boolean;
  onFoldAll: (fold: boolean) => void;
  kinds: ReadonlySet<EventKind> | null;
  onKinds: (kinds: ReadonlySet<EventKind> | null) => void;
  onSearch: () => void;
}) {
  const small = buttonClass({ variant: "ghost", size: "sm" });
  return (
    <div
      role="toolbar"
      aria-label={t`Timeline tools`}
      className="flex h-9 shrink-0 items-center gap-1 border-b px-2 print:hidden"
    >
      <div role="group" aria-label={t`Show as`} className="flex rounded-md border">
        {[false, true].map((log) => (
          <button
            key={String(log)}
            type="button"
            aria-pressed={log === isLog}
            onClick={() => onLog(log)}
            className="h-6.5 rounded-sm px-2 text-xs font-medium text-ink-2 hover:bg-sunken aria-pressed:bg-accent-soft aria-pressed:text-ink"
          >
            {log ? <Trans>Log</Trans> : <Trans>Steps</Trans>}
          </button>
        ))}
      </div>
      <span className="flex-1" />
      {isLog ? (
        <button
          type="button"
          aria-pressed={wraps}
          title={t`Wrap long lines`}
          aria-label={t`Wrap long lines`}
          onClick={() => onWrap(!wraps)}
          className={cn(small, wraps && "bg-accent-soft text-ink")}
        >
          <WrapText aria-hidden className="size-3.5" />
        </button>
      ) : (
        <button
          type="button"
          className={small}
          title={isAllFolded ? t`Unfold all iterations` : t`Fold all iterations`}
          aria-label={isAllFolded ? t`Unfold all iterations` : t`Fold all iterations`}
          onClick={() => onFoldAll(!isAllFolded)}
        >
          {isAllFolded ? (
            <ChevronsUpDown aria-hidden className="size-3.5" />
          ) : (
            <ChevronsDownUp aria-hidden className="size-3.5" />
          )}
        </button>
      )}
      <KindMenu kinds={kinds} onChange={onKinds} />
      <button
        type="button"
        className={small}
        aria-label={t`Search in the run`}
        title={t`Search in the run (f)`}
        onClick={onSearch}
      >
        <Search aria-hidden className="size-3.5" />
        <span className="hidden sm:inline">
          <Trans>Search</Trans>
        </span>
      </button>
      <DownloadButton runId={runId} />
    </div>
  );
}

/** Saves the journal; pressed again while that goes on, it is called off. */
function DownloadButton({ runId }: { runId: string }) {
  const [percent, setPercent] = useState<number | null>(null);
  const going = useRef<AbortController | null>(null);
  useEffect(() => () => going.current?.abort(), []);
  const start = async () => {
    const own = new AbortController();
    going.current = own;
    setPercent(0);
    try {
      await downloadJournal({
        runId,
        name: `run-${runId}`,
        onProgress: (share) => setPercent(Math.floor(share * 100)),
        signal: own.signal,
      });
    } catch {
      if (!own.signal.aborted) toast.error(t`The journal could not be read to its end.`);
    } finally {
      setPercent(null);
    }
  };
  const words = percent === null ? t`Download the journal` : t`Stop the download`;
  return (
    <button
      type="button"
      className={buttonClass({ variant: "ghost", size: "sm" })}
      aria-label={words}
      title={words}
      onClick={() => {
        if (percent === null) void start();
        else going.current?.abort();
      }}
    >
      <Download aria-hidden className="size-3.5" />
      {percent !== null && <span className="tabular-nums">{percent} %</span>}
    </button>
  );
}

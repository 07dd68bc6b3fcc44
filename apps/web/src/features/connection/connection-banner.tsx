import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { CircleCheck, X } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { connection, useConnection, type ConnectionState } from "../../lib/connection.ts";
import { formatClock } from "../../lib/format.ts";
import { Notice } from "../../ui/notice.tsx";

/** A cut that heals within this time is not worth a word. */
const bannerDelayMs = 1_200;
/** How long it is said that the connection is back. */
const backMs = 4_000;

/**
 * What it means when the server is not there, over the page, which stays as it was and readable; then, that it is back. It can be put
 * away: the frame says the same in a word.
 */
export function ConnectionBanner() {
  const state = useConnection();
  const phase = usePhase(state);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const isShown = phase !== null && phase !== dismissed;
  useEffect(() => {
    if (phase === null) setDismissed(null);
  }, [phase]);
  return (
    <div
      role="status"
      className="pointer-events-none absolute inset-x-0 top-0 z-30 flex justify-center p-2 print:hidden"
    >
      {isShown && phase === "lost" && (
        <Floating onClose={() => setDismissed(phase)}>
          <p>
            <span className="font-medium">
              <Trans>The server does not answer.</Trans>
            </span>{" "}
            <Trans>
              What you see is the last it said. Runs go on without it; this page catches up by
              itself when it is back.
            </Trans>
          </p>
          <p className="mt-0.5 text-xs text-ink-2">
            <Since />
          </p>
        </Floating>
      )}
      {isShown && phase === "locked-out" && (
        <Floating onClose={() => setDismissed(phase)}>
          <span className="font-medium">
            <Trans>This browser is locked out.</Trans>
          </span>{" "}
          <Trans>
            Open the link that the server printed when it started; it lets this browser in.
          </Trans>
        </Floating>
      )}
      {isShown && phase === "back" && (
        <p className="flex items-center gap-2 rounded-md border border-line-strong bg-surface px-3 py-2 text-sm shadow-pop">
          <CircleCheck aria-hidden className="size-4 text-ok" />
          <Trans>Connected again. The page is up to date.</Trans>
        </p>
      )}
    </div>
  );
}

function Floating({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  return (
    <div className="pointer-events-auto relative max-w-xl shadow-pop">
      <Notice level="warning" className="pr-10">
        {children}
      </Notice>
      <button
        type="button"
        aria-label={t`Put this message away`}
        onClick={onClose}
        className="absolute top-1 right-1 inline-flex size-8 items-center justify-center rounded-md text-ink-2 hover:bg-sunken"
      >
        <X aria-hidden className="size-4" />
      </button>
    </div>
  );
}

function Since() {
  const lostAtMs = connection.lostAtMs();
  if (lostAtMs === null) return <Trans>Trying again…</Trans>;
  const time = formatClock(new Date(lostAtMs).toISOString());
  return <Trans>Lost since {time}. Trying again…</Trans>;
}

type Phase = "lost" | "locked-out" | "back" | null;

/** What is to be said: nothing for a short cut, and for a moment that a long one is over. */
function usePhase(state: ConnectionState): Phase {
  const [phase, setPhase] = useState<Phase>(null);
  const isSaid = phase === "lost" || phase === "locked-out";
  useEffect(() => {
    if (state === "connected") {
      if (isSaid) setPhase("back");
      return;
    }
    const next = state === "locked-out" ? "locked-out" : "lost";
    if (isSaid) {
      setPhase(next);
      return;
    }
    const timer = setTimeout(() => setPhase(next), bannerDelayMs);
    return () => clearTimeout(timer);
  }, [state, isSaid]);
  useEffect(() => {
    if (phase !== "back") return;
    const timer = setTimeout(() => setPhase(null), backMs);
    return () => clearTimeout(timer);
  }, [phase]);
  return phase;
}

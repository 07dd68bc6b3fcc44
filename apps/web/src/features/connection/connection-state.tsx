import { useEffect, useState } from "react";
import { useConnection, type ConnectionState } from "../../lib/connection.ts";
import { cn } from "../../lib/cn.ts";
import { Notice } from "../../ui/notice.tsx";

/** A cut that heals within this time is not worth a banner that moves the page. */
const bannerDelayMs = 1_200;

const words: Record<ConnectionState, string> = {
  connecting: "Connecting",
  connected: "Connected",
  reconnecting: "Reconnecting",
  "locked-out": "Locked out",
};

/** The state of the connection in one word, always in the frame. */
export function ConnectionWord() {
  const state = useConnection();
  const good = state === "connected";
  return (
    <p
      data-connection={state}
      className={cn(
        "flex items-center gap-1.5 text-xs",
        good ? "text-ink-3" : "font-medium text-warn",
      )}
    >
      <svg viewBox="0 0 8 8" aria-hidden className="size-2">
        {good ? (
          <circle cx="4" cy="4" r="3.5" fill="var(--ok)" />
        ) : (
          <circle cx="4" cy="4" r="3" fill="none" stroke="currentColor" strokeWidth="1.5" />
        )}
      </svg>
      {/* A narrow screen has room for its shape only. */}
      <span className="max-sm:sr-only">{words[state]}</span>
    </p>
  );
}

/** What it means when the server is not there, above the page that stays readable. */
export function ConnectionBanner() {
  const state = useConnection();
  const shown = useLasting(state === "reconnecting" || state === "locked-out");
  return (
    <div role="status">
      {shown && state === "reconnecting" && (
        <Notice level="warning" className="rounded-none border-x-0 border-t-0">
          <span className="font-medium">The server does not answer.</span> What you see is the last
          it said. Runs go on without it; this page catches up by itself when it is back.
        </Notice>
      )}
      {shown && state === "locked-out" && (
        <Notice level="warning" className="rounded-none border-x-0 border-t-0">
          <span className="font-medium">This browser is locked out.</span> Open the link that the
          server printed when it started; it lets this browser in.
        </Notice>
      )}
    </div>
  );
}

function useLasting(condition: boolean): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!condition) {
      setLasting(false);
      return;
    }
    const timer = setTimeout(() => setLasting(true), bannerDelayMs);
    return () => clearTimeout(timer);
  }, [condition]);
  return lasting;
}

import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { cn } from "../../lib/cn.ts";
import { useConnection, type ConnectionState } from "../../lib/connection.ts";

const words: Record<ConnectionState, MessageDescriptor> = {
  connecting: msg`Connecting`,
  connected: msg`Connected`,
  reconnecting: msg`Reconnecting`,
  "locked-out": msg`Locked out`,
};

/** The state of the connection by shape and word; where it is narrow the word is spoken only. */
export function ConnectionWord({ narrow = false }: { narrow?: boolean }) {
  const state = useConnection();
  const good = state === "connected";
  const word = i18n._(words[state]);
  return (
    <p
      data-connection={state}
      title={narrow ? word : undefined}
      className={cn(
        "flex items-center gap-1.5 px-2 text-xs",
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
      <span className={narrow ? "sr-only" : undefined}>{word}</span>
    </p>
  );
}

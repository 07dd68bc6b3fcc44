import { Trans } from "@lingui/react/macro";
import { cn } from "../lib/cn.ts";

/** A grey shape where content is about to be; sized by its class. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn("animate-shimmer rounded-sm bg-line", className)} />;
}

/** Says to those who hear the page that content is on its way. */
export function LoadingWords({ what }: { what: string }) {
  return (
    <p role="status" className="sr-only">
      <Trans>Loading {what}…</Trans>
    </p>
  );
}

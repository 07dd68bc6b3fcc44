import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { StatusSignal } from "../../ui/status-signal.tsx";

const statuses = ["running", "queued", "completed", "error"] as const;

/** A small piece of the page as it looks now: text in its sizes, signals, and what a machine says. */
export function AppearancePreview() {
  return (
    <figure aria-label={t`Preview`} className="max-w-2xl rounded-md border bg-surface">
      <div className="flex flex-col gap-1 border-b px-4 py-3">
        <p className="text-lg font-semibold">
          <Trans>Make the sums right</Trans>
        </p>
        <p className="flex flex-wrap gap-x-4 gap-y-1">
          {statuses.map((status) => (
            <StatusSignal key={status} status={status} />
          ))}
        </p>
        <p className="text-sm text-ink-2">
          <Trans>The test fails because the rest is lost. I keep it now.</Trans>
        </p>
      </div>
      <pre className="overflow-x-auto bg-sunken px-4 py-2 font-mono text-xs leading-[18px]">
        {"$ npm test\n"}
        <span className="text-ok">✓ 12 passed</span>
        {"  "}
        <span className="text-bad">✗ 1 failed</span>
      </pre>
    </figure>
  );
}

import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import type { EventOf } from "@signalbox/shared";
import type { ReactNode } from "react";
import { formatDuration } from "../../../lib/format.ts";
import { AnsiText } from "../../../ui/ansi-text.tsx";
import { ChangeCounts } from "../../git/change-counts.tsx";
import { visibleText } from "../../git/visible-text.ts";

/** A part of a report below its heading. */
export function ReportPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2">
      <h2 className="border-b pb-1 text-base font-semibold">{title}</h2>
      {children}
    </section>
  );
}

/** Facts by their names. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, fact: ReactNode])[] }) {
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-0.5 text-sm">
      {facts.map(([name, fact]) => (
        <div key={name} className="contents">
          <dt className="text-ink-3">{name}</dt>
          <dd className="[overflow-wrap:anywhere]">{fact}</dd>
        </div>
      ))}
    </dl>
  );
}

/** How each check went the last time, and what it printed when it failed. */
export function CheckResults({ checks }: { checks: readonly EventOf<"check">[] }) {
  const last = [...new Map(checks.map((check) => [check.name, check])).values()];
  return (
    <ul className="flex flex-col gap-2 text-sm">
      {last.map((check) => {
        const runs = checks.filter(({ name }) => name === check.name);
        const passed = runs.filter((one) => one.passed).length;
        const total = runs.length;
        const { exitCode, iteration } = check;
        return (
          <li key={check.name}>
            <p>
              <span className={check.passed ? "font-medium text-ok" : "font-medium text-bad"}>
                {check.passed ? t`✓ Passed` : t`✗ Failed`}
              </span>{" "}
              <span className="font-medium">{check.name}</span>{" "}
              <code className="font-mono text-xs text-ink-2">{check.command}</code>
            </p>
            <p className="text-xs text-ink-3">
              {exitCode !== null && exitCode !== 0 && <>{t`exit ${exitCode}`} · </>}
              {formatDuration(check.durationMs)} ·{" "}
              <Trans>
                last in iteration {iteration}; {passed} of {total} times passed
              </Trans>
            </p>
            {!check.passed && check.output.trim() !== "" && (
              <pre
                tabIndex={0}
                role="group"
                aria-label={t`Output`}
                className="mt-1 max-h-96 overflow-auto rounded-sm bg-sunken px-2 py-1 font-mono text-xs leading-4.5 whitespace-pre-wrap [overflow-wrap:anywhere]"
              >
                <AnsiText text={check.output.trimEnd()} />
              </pre>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** The files that are changed, with how many lines. */
export function ChangedFileList({ files }: { files: RouterOutputs["git"]["diff"]["files"] }) {
  return (
    <ul className="flex flex-col text-xs">
      {files.map(({ path, insertions, deletions }) => (
        <li key={path} className="flex justify-between gap-4 border-b py-0.5">
          <span className="min-w-0 font-mono [overflow-wrap:anywhere]">{visibleText(path)}</span>
          <ChangeCounts insertions={insertions} deletions={deletions} />
        </li>
      ))}
    </ul>
  );
}

import { i18n } from "@lingui/core";
import { Trans } from "@lingui/react/macro";
import type { ActivityDay } from "@signalbox/shared";
import { formatCost, formatDuration, formatTokens } from "../../lib/format.ts";
import { formatDay } from "./activity-sums.ts";

const cell = "px-2 py-1 text-right whitespace-nowrap";

/** What the runs of each day did and cost, the newest first. */
export function ActivityTable({ days }: { days: readonly ActivityDay[] }) {
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-labelledby="activity-caption">
      <table className="w-full text-sm">
        <caption id="activity-caption" className="sr-only">
          <Trans>Runs and cost of each day</Trans>
        </caption>
        <thead className="text-xs text-ink-3">
          <tr>
            <th scope="col" className="px-2 py-1 text-left font-medium">
              <Trans>Day</Trans>
            </th>
            <th scope="col" className={`${cell} font-medium`}>
              <Trans>Runs</Trans>
            </th>
            <th scope="col" className={`${cell} font-medium`}>
              <Trans>Unfinished</Trans>
            </th>
            <th scope="col" className={`${cell} font-medium`}>
              <Trans>Time</Trans>
            </th>
            <th scope="col" className={`${cell} font-medium`}>
              <Trans>Tokens</Trans>
            </th>
            <th scope="col" className={`${cell} font-medium`}>
              <Trans>Cost</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map((day) => (
            <tr key={day.date} className="[&>*]:border-t">
              <th scope="row" className="px-2 py-1 text-left font-normal whitespace-nowrap">
                {formatDay(day.date, i18n.locale)}
              </th>
              <td className={cell}>{day.runs || "–"}</td>
              <td className={cell}>{day.unfinished || "–"}</td>
              <td className={cell}>{day.runs > 0 ? formatDuration(day.durationMs) : "–"}</td>
              <td className={cell}>{formatTokens(day.inputTokens + day.outputTokens)}</td>
              <td className={cell}>{day.costUsd > 0 ? formatCost(day) : "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

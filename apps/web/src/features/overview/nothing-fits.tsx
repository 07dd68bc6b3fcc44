import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { SessionCounts } from "@signalbox/shared";
import { SignpostBig, X } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { stateWord } from "../../ui/state-signal.tsx";
import { statusWord } from "../../ui/status-signal.tsx";
import type { useNames } from "../sessions/use-names.ts";
import {
  activeFilters,
  filterKeys,
  type FilterKey,
  type OverviewSearch,
} from "./overview-search.ts";
import type { SetOverview } from "./use-overview.ts";

/** No session is left by the filters: which of them can be taken away. */
export function NothingFits({
  search,
  set,
  repositories,
  names,
}: {
  search: OverviewSearch;
  set: SetOverview;
  repositories: SessionCounts["repositories"];
  names: ReturnType<typeof useNames>;
}) {
  const active = activeFilters(search);
  const valueOf = (key: FilterKey): string => {
    const value = search[key] ?? "";
    if (key === "state" && search.state) return stateWord(search.state);
    if (key === "status" && search.status) return statusWord(search.status);
    if (key === "repo") return repositories.find(({ id }) => id === value)?.name ?? value;
    if (key === "orchestrator") return names.orchestrators.get(value) ?? value;
    if (key === "agent") return names.agents.get(value) ?? value;
    return `“${value}”`;
  };
  return (
    <div className="flex flex-col items-center gap-2 rounded-md border border-dashed px-4 py-10 text-center text-ink-2">
      <SignpostBig aria-hidden className="size-6 text-ink-3" />
      <p className="font-medium text-ink">
        <Trans>No session fits</Trans>
      </p>
      <p className="text-sm">
        <Trans>Take away what narrows the list:</Trans>
      </p>
      <div className="flex max-w-full flex-wrap justify-center gap-2">
        {active.map((key) => {
          const value = valueOf(key);
          return (
            <Button
              key={key}
              aria-label={t`Clear ${value}`}
              className="max-w-full shrink"
              onClick={() => set({ [key]: undefined })}
            >
              <X aria-hidden className="size-3.5 shrink-0" />
              <span className="truncate">{value}</span>
            </Button>
          );
        })}
        {active.length > 1 && (
          <Button
            variant="primary"
            onClick={() => set(Object.fromEntries(filterKeys.map((key) => [key, undefined])))}
          >
            <Trans>Clear all</Trans>
          </Button>
        )}
      </div>
    </div>
  );
}

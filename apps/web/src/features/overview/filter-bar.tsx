import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import {
  orchestratorSchema,
  sessionSortSchema,
  sessionStatusSchema,
  type AgentStatus,
  type SessionCounts,
} from "@signalbox/shared";
import { SlidersHorizontal } from "lucide-react";
import { useId, useState } from "react";
import { cn } from "../../lib/cn.ts";
import { buttonClass } from "../../ui/button.tsx";
import { NativeSelect } from "../../ui/native-select.tsx";
import { statusWord } from "../../ui/status-signal.tsx";
import { activeFilters, type OverviewSearch } from "./overview-search.ts";
import { SearchField } from "./search-field.tsx";
import type { SetOverview } from "./use-overview.ts";
import { sortWord } from "./words.ts";

const any = "";

/** Search, filters, and order of the overview; all of it is in the address. On a phone the filters are behind a button. */
export function FilterBar({
  search,
  set,
  repositories,
  agents,
  orchestratorNames,
}: {
  search: OverviewSearch;
  set: SetOverview;
  repositories: SessionCounts["repositories"];
  agents: readonly AgentStatus[];
  orchestratorNames: ReadonlyMap<string, string>;
}) {
  const filtersId = useId();
  const [isOpen, setOpen] = useState(false);
  const active = activeFilters(search).filter((key) => key !== "q" && key !== "state").length;
  const { repo = any, orchestrator = any, agent = any, status = any, sort = any } = search;
  return (
    <search className="flex flex-wrap items-center gap-2">
      <SearchField q={search.q ?? ""} set={set} />
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={filtersId}
        onClick={() => setOpen(!isOpen)}
        className={cn(buttonClass(), "md:hidden pointer-coarse:h-10")}
      >
        <SlidersHorizontal aria-hidden className="size-4" />
        {active === 0 ? (
          <Trans>Filters</Trans>
        ) : (
          plural(active, { one: "# filter", other: "# filters" })
        )}
      </button>
      <div
        id={filtersId}
        className={cn(
          "grid grid-cols-2 gap-2 max-md:order-last max-md:w-full md:flex md:flex-wrap",
          !isOpen && "max-md:hidden",
        )}
      >
        <NativeSelect
          label={t`Repository`}
          items={[
            { value: any, label: t`All repositories` },
            ...repositories.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={repo}
          isSet={repo !== any}
          onChange={(next) => set({ repo: next || undefined })}
          className="md:w-40"
        />
        <NativeSelect
          label={t`Orchestrator`}
          items={[
            { value: any, label: t`All orchestrators` },
            ...orchestratorSchema.options.map((id) => ({
              value: id,
              label: orchestratorNames.get(id) ?? id,
            })),
          ]}
          value={orchestrator}
          isSet={orchestrator !== any}
          onChange={(next) => set({ orchestrator: next || undefined })}
          className="md:w-40"
        />
        <NativeSelect
          label={t`Agent`}
          items={[
            { value: any, label: t`All agents` },
            ...agents.map(({ id, name }) => ({ value: id, label: name })),
            ...(agent !== any && !agents.some(({ id }) => id === agent)
              ? [{ value: agent, label: agent }]
              : []),
          ]}
          value={agent}
          isSet={agent !== any}
          onChange={(next) => set({ agent: next || undefined })}
          className="md:w-32"
        />
        <NativeSelect
          label={t`Status`}
          items={[
            { value: any, label: t`Any status` },
            ...sessionStatusSchema.options.map((value) => ({ value, label: statusWord(value) })),
          ]}
          value={status}
          isSet={status !== any}
          onChange={(next) => set({ status: next || undefined })}
          className="md:w-32"
        />
        <NativeSelect
          label={t`Order`}
          items={[
            { value: any, label: t`Usual order` },
            ...sessionSortSchema.options.map((value) => ({ value, label: sortWord(value) })),
          ]}
          value={sort}
          isSet={sort !== any}
          onChange={(next) => set({ sort: next || undefined })}
          className="md:w-36"
        />
      </div>
    </search>
  );
}

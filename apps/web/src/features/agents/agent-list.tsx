import { t } from "@lingui/core/macro";
import type { AgentStatus } from "@signalbox/shared";
import { useEffect, useRef, useState } from "react";
import { trpc } from "../../lib/trpc.ts";
import { Disclosure } from "../../ui/disclosure.tsx";
import { QueryProblem } from "../../ui/notice.tsx";
import { LoadingWords, Skeleton } from "../../ui/skeleton.tsx";
import { AgentDetail } from "./agent-detail.tsx";
import { AgentSignal, loginWord } from "./agent-signal.tsx";

/** Every agent, a row each, with all about it below its row; the one with the id `first` is open and in view from the start. */
export function AgentList({ first }: { first: string | undefined }) {
  const list = trpc.agents.list.useQuery();
  const settings = trpc.settings.get.useQuery();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set(first ? [first] : []));

  if (list.isLoadingError)
    return <QueryProblem error={list.error} onRetry={() => void list.refetch()} />;
  if (settings.isLoadingError)
    return <QueryProblem error={settings.error} onRetry={() => void settings.refetch()} />;
  if (list.isPending || settings.isPending) {
    return (
      <>
        <LoadingWords what={t`agents`} />
        <Skeleton className="h-80" />
      </>
    );
  }
  const toggle = (id: string, open: boolean) =>
    setOpened((known) => new Set(open ? [...known, id] : [...known].filter((one) => one !== id)));
  return (
    <ul aria-label={t`Agents`} className="divide-y rounded-md border bg-surface">
      {list.data.map((agent) => (
        <AgentItem key={agent.id} agent={agent} isFirst={agent.id === first}>
          <Disclosure
            open={opened.has(agent.id)}
            onToggle={(open) => toggle(agent.id, open)}
            summaryClassName="px-3 py-2.5"
            summary={<Summary agent={agent} />}
          >
            <AgentDetail
              agent={agent}
              options={settings.data.agentOptions[agent.id]}
              definition={settings.data.agents.find(({ id }) => id === agent.id)}
            />
          </Disclosure>
        </AgentItem>
      ))}
    </ul>
  );
}

function AgentItem({
  agent,
  isFirst,
  children,
}: {
  agent: AgentStatus;
  isFirst: boolean;
  children: React.ReactNode;
}) {
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isFirst) item.current?.scrollIntoView({ block: "start" });
  }, [isFirst]);
  return (
    <li ref={item} data-agent={agent.id} className="scroll-mt-4">
      {children}
    </li>
  );
}

function Summary({ agent }: { agent: AgentStatus }) {
  const { available, name, version, reason } = agent;
  const login = available ? loginWord(agent) : null;
  const words = [version, login].filter(Boolean).join(" · ");
  return (
    <span className="grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-0.5">
      <span className="truncate font-medium">{name}</span>
      <AgentSignal agent={agent} />
      <span className="col-span-2 truncate text-xs text-ink-3">
        {available ? words : (reason ?? words)}
      </span>
    </span>
  );
}

import type { RouterOutputs } from "@signalbox/api/router";
import { demoAgentId } from "@signalbox/shared";
import { trpc } from "../../lib/trpc.ts";
import { QueryProblem } from "../../ui/notice.tsx";
import { RadioCards } from "../../ui/radio-cards.tsx";
import { LoadingWords, Skeleton } from "../../ui/skeleton.tsx";

type Agents = RouterOutputs["agents"]["list"];

/** The agent that a session gets when its creator names none: the person's default, the first real one that works, the demo agent. */
export function preferredAgent(agents: Agents, defaultAgent: string | null): string | null {
  const usable = agents.filter(({ available }) => available);
  const preferred =
    usable.find(({ id }) => id === defaultAgent) ??
    usable.find(({ id }) => id !== demoAgentId) ??
    usable[0];
  return preferred?.id ?? null;
}

function usableFirst(agents: Agents): Agents {
  return agents.toSorted((one, other) => Number(other.available) - Number(one.available));
}

/** Choose the program that does the coding. Those that this machine lacks are seen, with the reason. */
export function AgentChoice({
  value,
  onChange,
  error,
}: {
  value: string | null;
  onChange: (value: string) => void;
  error: string | null;
}) {
  const list = trpc.agents.list.useQuery();
  const settings = trpc.settings.get.useQuery();
  if (list.isError) return <QueryProblem error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending || settings.isPending) {
    return (
      <>
        <LoadingWords what="agents" />
        <Skeleton className="h-28" />
      </>
    );
  }
  const preferred = preferredAgent(list.data, settings.data?.defaultAgent ?? null);
  return (
    <RadioCards
      legend="Agent"
      description="The program that does the coding."
      cards={usableFirst(list.data)}
      value={value ?? preferred}
      onChange={onChange}
      error={error}
    />
  );
}

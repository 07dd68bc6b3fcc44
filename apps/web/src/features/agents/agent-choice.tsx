import { trpc } from "../../lib/trpc.ts";
import { QueryProblem } from "../../ui/notice.tsx";
import { RadioCards } from "../../ui/radio-cards.tsx";
import { LoadingWords, Skeleton } from "../../ui/skeleton.tsx";
import { preferredAgent, usableFirst } from "./agent-order.ts";

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
  if (list.isLoadingError)
    return <QueryProblem error={list.error} onRetry={() => void list.refetch()} />;
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
      dense
    />
  );
}

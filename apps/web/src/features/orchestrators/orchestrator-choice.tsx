import type { Orchestrator } from "@signalbox/shared";
import { trpc } from "../../lib/trpc.ts";
import { QueryProblem } from "../../ui/notice.tsx";
import { RadioCards } from "../../ui/radio-cards.tsx";
import { LoadingWords, Skeleton } from "../../ui/skeleton.tsx";

/** Choose the strategy that drives the session's agent; the server says which ones it can drive. */
export function OrchestratorChoice({
  value,
  onChange,
  error,
}: {
  value: Orchestrator;
  onChange: (value: Orchestrator) => void;
  error: string | null;
}) {
  const list = trpc.orchestrators.list.useQuery();
  if (list.isLoadingError)
    return <QueryProblem error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending) {
    return (
      <>
        <LoadingWords what="orchestrators" />
        <Skeleton className="h-36" />
      </>
    );
  }
  return (
    <RadioCards
      legend="Orchestrator"
      description="The strategy that drives the agent."
      cards={list.data}
      value={value}
      onChange={onChange}
      error={error}
    />
  );
}

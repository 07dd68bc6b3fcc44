import { t } from "@lingui/core/macro";
import type { Orchestrator } from "@signalbox/shared";
import { trpc } from "../../lib/trpc.ts";
import { QueryProblem } from "../../ui/notice.tsx";
import { RadioCards } from "../../ui/radio-cards.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useQuickSetting } from "./use-quick-setting.ts";

/** Choose the orchestrator that new sessions are offered first; it is saved at once. */
export function DefaultOrchestrator({ value }: { value: Orchestrator }) {
  const orchestrators = trpc.orchestrators.list.useQuery();
  const { save } = useQuickSetting();
  if (orchestrators.isLoadingError) {
    return (
      <QueryProblem error={orchestrators.error} onRetry={() => void orchestrators.refetch()} />
    );
  }
  if (!orchestrators.data) return <Skeleton className="h-28" />;
  const choose = (id: Orchestrator) => {
    const name = orchestrators.data.find((one) => one.id === id)?.name ?? id;
    save(() => ({ defaultOrchestrator: id }), { words: t`Orchestrator of new sessions: ${name}` });
  };
  return (
    <RadioCards
      legend={t`Orchestrator of new sessions`}
      description={t`The one that is chosen when a new session is made in this page.`}
      cards={orchestrators.data}
      value={value}
      onChange={choose}
    />
  );
}

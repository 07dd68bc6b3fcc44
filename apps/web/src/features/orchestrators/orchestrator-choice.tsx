import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import type { Orchestrator } from "@signalbox/shared";
import { CircleCheck } from "lucide-react";
import { useId } from "react";
import { ChoiceCard, ChoiceGroup } from "../../ui/choice-card.tsx";

/** Choose the strategy that drives the session's agent; the server says which ones it can drive. */
export function OrchestratorChoice({
  orchestrators,
  value,
  onChange,
  error,
  help,
}: {
  orchestrators: RouterOutputs["orchestrators"]["list"];
  value: Orchestrator;
  onChange: (value: Orchestrator) => void;
  error: string | null;
  help?: readonly string[];
}) {
  const group = useId();
  return (
    <ChoiceGroup
      legend={t`Orchestrator`}
      description={t`The strategy that drives the agent.`}
      error={error}
      help={help}
    >
      {orchestrators.map(({ id, name, description, goodFor, available, reason, help: steps }) => (
        <ChoiceCard
          key={id}
          group={group}
          value={id}
          name={name}
          isChosen={id === value}
          isAvailable={available}
          isWrong={error !== null && id === value}
          onChoose={onChange}
          aside={
            available && (
              <span className="inline-flex items-center gap-1 text-xs font-medium text-ok">
                <CircleCheck aria-hidden className="size-3.5 self-center" />
                <Trans>Ready</Trans>
              </span>
            )
          }
          details={
            <>
              <span className="block">{description}</span>
              <span className="block text-ink-3">
                <Trans>Good for {goodFor}</Trans>
              </span>
            </>
          }
          reason={reason}
          help={steps}
        />
      ))}
    </ChoiceGroup>
  );
}

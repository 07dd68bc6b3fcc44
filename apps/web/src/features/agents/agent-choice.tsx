import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import type { AgentStatus, InputIssue } from "@signalbox/shared";
import { RefreshCw } from "lucide-react";
import { useId, useState } from "react";
import { issueAt, problemOf } from "../../lib/errors.ts";
import { trpc } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { ChoiceCard, ChoiceGroup } from "../../ui/choice-card.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { AgentSignal, loginWord } from "./agent-signal.tsx";
import { hasModelChoice, ModelFields } from "./model-fields.tsx";
import { issuesBelow, type ModelDraft } from "./options-draft.ts";

type Agents = RouterOutputs["agents"]["list"];
type AgentOptions = RouterOutputs["settings"]["get"]["agentOptions"];

/** More than these that cannot be used stand together in one line, until they are asked for. */
const mostMissing = 2;

/** An agent as it is chosen for a session, with its model and effort there. */
export interface AgentDraft extends ModelDraft {
  agent: string;
}

/** Choose the program that does the coding, and its model. Agents that this machine lacks are seen, with the reason and the way to mend it. */
export function AgentChoice({
  agents,
  options,
  draft,
  issues,
  help,
  onChange,
}: {
  agents: Agents;
  /** The options that stand in the settings. */
  options: AgentOptions;
  /** Null when there is no agent to choose. */
  draft: AgentDraft | null;
  issues: InputIssue[];
  help?: readonly string[];
  onChange: (draft: AgentDraft) => void;
}) {
  const group = useId();
  const [isOpen, setOpen] = useState(false);
  const error = issueAt(issues, "agent");
  const chosen = agents.find(({ id }) => id === draft?.agent);
  const usable = agents.filter(({ available }) => available);
  const missing = agents.filter(({ available }) => !available);
  const card = (agent: AgentStatus) => (
    <ChoiceCard
      key={agent.id}
      group={group}
      value={agent.id}
      name={agent.name}
      isChosen={agent.id === draft?.agent}
      isAvailable={agent.available}
      isWrong={error !== null && agent.id === draft?.agent}
      // A model of one agent says nothing to another.
      onChoose={(id) => onChange({ agent: id, model: "", effort: "" })}
      aside={<AgentFacts agent={agent} />}
      details={<span className="line-clamp-3">{agent.description}</span>}
      reason={agent.reason}
      help={agent.help}
    />
  );
  return (
    <ChoiceGroup
      legend={t`Agent`}
      description={t`The program that does the coding.`}
      error={error}
      help={help}
      actions={<CheckAgain />}
    >
      {usable.map((agent) => card(agent))}
      {missing.length > mostMissing ? (
        <Disclosure
          open={isOpen || missing.some(({ id }) => id === draft?.agent)}
          onToggle={setOpen}
          summaryClassName="py-1.5 pr-1.5 text-xs text-ink-2"
          summary={
            <span className="min-w-0 truncate">
              {t`Not available here: ${missing.map(({ name }) => name).join(", ")}`}
            </span>
          }
        >
          <div className="flex flex-col gap-1.5 pt-1">{missing.map((agent) => card(agent))}</div>
        </Disclosure>
      ) : (
        missing.map((agent) => card(agent))
      )}
      {draft && chosen && hasModelChoice(chosen) && (
        <ModelChoice
          key={chosen.id}
          agent={chosen}
          draft={draft}
          issues={issuesBelow(issues, "agentOptions")}
          inherited={options[chosen.id]}
          onChange={(change) => onChange({ ...draft, ...change })}
        />
      )}
    </ChoiceGroup>
  );
}

function AgentFacts({ agent }: { agent: AgentStatus }) {
  const login = agent.available && agent.login !== "no" ? loginWord(agent) : null;
  return (
    <>
      {agent.version && <span className="font-mono text-xs text-ink-3">{agent.version}</span>}
      <AgentSignal agent={agent} className="self-center" />
      {login && <span className="text-xs text-ink-3">{login}</span>}
    </>
  );
}

/** Look anew at what is on this machine: for whoever has just installed an agent, or logged in. */
function CheckAgain() {
  const utils = trpc.useUtils();
  const refresh = trpc.agents.refresh.useMutation({
    onSuccess: async (agents) => {
      utils.agents.list.setData(undefined, agents);
      await utils.orchestrators.list.invalidate();
    },
  });
  return (
    <div className="flex flex-col items-end gap-1">
      <Button
        size="sm"
        variant="ghost"
        pending={refresh.isPending}
        onClick={() => refresh.mutate()}
        className="h-6"
      >
        <RefreshCw aria-hidden className="size-3.5" />
        {refresh.isPending ? <Trans>Checking…</Trans> : <Trans>Check again</Trans>}
      </Button>
      {refresh.isError && <ProblemNotice problem={problemOf(refresh.error)} />}
    </div>
  );
}

function ModelChoice({
  agent,
  draft,
  issues,
  inherited,
  onChange,
}: {
  agent: AgentStatus;
  draft: ModelDraft;
  issues: InputIssue[];
  inherited: AgentOptions[string] | undefined;
  onChange: (change: Partial<ModelDraft>) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  const words =
    [draft.model || inherited?.model, draft.effort || inherited?.effort]
      .filter(Boolean)
      .join(", ") || t`as in the settings`;
  return (
    <Disclosure
      // What is wrong in it is not hidden.
      open={isOpen || issues.length > 0}
      onToggle={setOpen}
      summaryClassName="w-auto py-1 pr-1.5 text-xs text-ink-2"
      summary={
        <span>
          {agent.abilities.efforts.length > 0
            ? t`Model and effort of ${agent.name} (${words})`
            : t`Model of ${agent.name} (${words})`}
        </span>
      }
    >
      <div className="flex flex-col gap-4 py-2 pl-5">
        <ModelFields
          abilities={agent.abilities}
          draft={draft}
          issues={issues}
          otherwise={{ words: t`As in the settings`, ...inherited }}
          onChange={onChange}
        />
      </div>
    </Disclosure>
  );
}

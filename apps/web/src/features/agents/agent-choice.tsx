import type { RouterOutputs } from "@signalbox/api/router";
import type { AgentStatus, InputIssue } from "@signalbox/shared";
import { Link } from "@tanstack/react-router";
import { ExternalLink } from "lucide-react";
import { useState } from "react";
import { issueAt } from "../../lib/errors.ts";
import { trpc } from "../../lib/trpc.ts";
import { Disclosure } from "../../ui/disclosure.tsx";
import { QueryProblem } from "../../ui/notice.tsx";
import { RadioCards } from "../../ui/radio-cards.tsx";
import { LoadingWords, Skeleton } from "../../ui/skeleton.tsx";
import { preferredAgent, usableFirst } from "./agent-order.ts";
import { loginWord } from "./agent-signal.tsx";
import { hasModelChoice, ModelFields } from "./model-fields.tsx";
import { issuesBelow, type ModelDraft } from "./options-draft.ts";

/** An agent as it is chosen for a session, with its model and effort there. */
export interface AgentDraft extends ModelDraft {
  /** Null: the one that sessions begin with. */
  agent: string | null;
}

/** Choose the program that does the coding, and its model. Agents that this machine lacks are seen, with the reason. */
export function AgentChoice({
  draft,
  issues,
  onChange,
}: {
  draft: AgentDraft;
  issues: InputIssue[];
  onChange: (draft: AgentDraft) => void;
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
  const value = draft.agent ?? preferredAgent(list.data, settings.data?.defaultAgent ?? null);
  const chosen = list.data.find(({ id }) => id === value);
  return (
    <div className="flex flex-col gap-2">
      <RadioCards
        legend="Agent"
        description="The program that does the coding."
        cards={usableFirst(list.data)}
        noteOf={(agent) => (agent.available ? loginWord(agent) : null)}
        value={value}
        // A model of one agent says nothing to another.
        onChange={(agent) => onChange({ agent, model: "", effort: "" })}
        error={issueAt(issues, "agent")}
        dense
      />
      {list.data.some(({ available }) => !available) && (
        // In a tab of its own: what was typed here stays.
        <Link
          to="/agents"
          target="_blank"
          className="flex items-center gap-1 self-start text-xs text-accent underline"
        >
          How to make the others available
          <ExternalLink role="img" aria-label="(opens a new tab)" className="size-3" />
        </Link>
      )}
      {chosen && hasModelChoice(chosen) && (
        <ModelChoice
          key={chosen.id}
          agent={chosen}
          draft={draft}
          issues={issuesBelow(issues, "agentOptions")}
          inherited={settings.data?.agentOptions[chosen.id]}
          onChange={(change) => onChange({ ...draft, ...change })}
        />
      )}
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
  inherited: RouterOutputs["settings"]["get"]["agentOptions"][string] | undefined;
  onChange: (change: Partial<ModelDraft>) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  const words = [draft.model || inherited?.model, draft.effort || inherited?.effort]
    .filter(Boolean)
    .join(", ");
  return (
    <Disclosure
      // What is wrong in it is not hidden.
      open={isOpen || issues.length > 0}
      onToggle={setOpen}
      summaryClassName="w-auto py-1 pr-1.5 text-xs text-ink-2"
      summary={
        <span>
          {agent.abilities.efforts.length > 0 ? "Model and effort" : "Model"} of {agent.name} (
          {words || "as in the settings"})
        </span>
      }
    >
      <div className="flex flex-col gap-4 py-2 pl-5">
        <ModelFields
          abilities={agent.abilities}
          draft={draft}
          issues={issues}
          otherwise={{ words: "As in the settings", ...inherited }}
          onChange={onChange}
        />
      </div>
    </Disclosure>
  );
}

import { t } from "@lingui/core/macro";
import { Plural, Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { AgentSignal } from "../agents/agent-signal.tsx";
import { buttonClass } from "../../ui/button.tsx";
import { trpc } from "../../lib/trpc.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { SettingsPart } from "./settings-part.tsx";

/** Where agents are set up: on their own page. Here is how they stand. */
export function AgentsSection() {
  const agents = trpc.agents.list.useQuery();
  const usable = agents.data?.filter(({ available, login }) => available && login !== "no").length;
  return (
    <SettingsPart
      id="agents"
      title={t`Agents`}
      description={t`Each has options of its own, and you can define others: any program that reads a prompt.`}
      actions={
        <Link to="/agents" className={buttonClass()}>
          <Trans>To the agents' page</Trans>
        </Link>
      }
    >
      {agents.data && usable !== undefined ? (
        <>
          <p className="text-sm text-ink-2">
            <Plural value={usable} one="# agent is ready." other="# agents are ready." />
          </p>
          <ul className="divide-y rounded-md border bg-surface">
            {agents.data.map((agent) => (
              <li key={agent.id}>
                <Link
                  to="/agents"
                  search={{ agent: agent.id }}
                  className="flex min-h-9 items-center justify-between gap-4 px-3 py-1.5 text-sm hover:bg-sunken"
                >
                  <span className="min-w-0 truncate font-medium">{agent.name}</span>
                  <AgentSignal agent={agent} />
                </Link>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <Skeleton className="h-64" />
      )}
    </SettingsPart>
  );
}

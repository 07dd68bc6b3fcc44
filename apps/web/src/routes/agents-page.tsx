import { getRouteApi } from "@tanstack/react-router";
import { AddAgent } from "../features/agents/add-agent.tsx";
import { AgentList } from "../features/agents/agent-list.tsx";
import { DefaultAgent } from "../features/agents/default-agent.tsx";
import { PricesForm } from "../features/agents/prices-form.tsx";
import { RefreshAgents } from "../features/agents/refresh-agents.tsx";
import { TurnLimitsForm } from "../features/agents/turn-limits-form.tsx";
import { trpc } from "../lib/trpc.ts";
import { Page } from "../ui/page.tsx";
import { Section } from "../ui/section.tsx";

const route = getRouteApi("/agents");

/** The coding agents: what is on this machine, how each is started, and what holds for all of them. */
export function AgentsPage() {
  const { agent } = route.useSearch();
  const agents = trpc.agents.list.useQuery();
  const settings = trpc.settings.get.useQuery();
  return (
    <Page
      title="Agents"
      actions={
        <div className="flex gap-2">
          <RefreshAgents />
          <AddAgent />
        </div>
      }
    >
      {/* With another agent in the address, that one is the open one. */}
      <AgentList key={agent} first={agent} />
      {agents.data && settings.data && (
        <div className="mt-4 flex flex-col gap-8">
          <DefaultAgent agents={agents.data} defaultAgent={settings.data.defaultAgent} />
          <Section
            title="Limits of a turn"
            description="A turn that reaches one of them is stopped, and counts as a failure of the agent."
          >
            <TurnLimitsForm settings={settings.data} />
          </Section>
          <Section
            title="Prices"
            description="In US dollars a million tokens, for agents that tell tokens but no cost. They go before the prices that Signalbox knows; a model's name may end with *."
          >
            <PricesForm prices={settings.data.prices} />
          </Section>
        </div>
      )}
    </Page>
  );
}

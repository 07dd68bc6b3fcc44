import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { getRouteApi, Link } from "@tanstack/react-router";
import { AddAgent } from "../features/agents/add-agent.tsx";
import { AgentList } from "../features/agents/agent-list.tsx";
import { RefreshAgents } from "../features/agents/refresh-agents.tsx";
import { UnsavedGuard } from "../features/settings/unsaved.tsx";
import { Page } from "../ui/page.tsx";

const route = getRouteApi("/agents");
const linkClass = "font-medium text-accent underline";

/** The coding agents: what is on this machine, and how each is started. */
export function AgentsPage() {
  const { agent } = route.useSearch();
  return (
    <Page
      title={t`Agents`}
      actions={
        <div className="flex gap-2">
          <RefreshAgents />
          <AddAgent />
        </div>
      }
    >
      <UnsavedGuard>
        <p className="text-sm text-ink-2">
          <Trans>
            What holds for all of them is in the settings: the{" "}
            <Link
              to="/settings/$section"
              params={{ section: "new-sessions" }}
              hash="defaults"
              className={linkClass}
            >
              agent of new sessions
            </Link>
            , the{" "}
            <Link
              to="/settings/$section"
              params={{ section: "limits" }}
              hash="turn"
              className={linkClass}
            >
              limits of a turn
            </Link>{" "}
            and the{" "}
            <Link
              to="/settings/$section"
              params={{ section: "limits" }}
              hash="prices"
              className={linkClass}
            >
              prices of models
            </Link>
            .
          </Trans>
        </p>
        {/* With another agent in the address, that one is the open one. */}
        <AgentList key={agent} first={agent} />
      </UnsavedGuard>
    </Page>
  );
}

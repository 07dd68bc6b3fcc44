import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import {
  demoAgentId,
  type AgentDefinition,
  type AgentOptions,
  type AgentStatus,
} from "@signalbox/shared";
import type { ReactNode } from "react";
import { formatAgo } from "../../lib/format.ts";
import { useNow } from "../../lib/use-now.ts";
import { CopyableCode, HelpSteps } from "../../ui/help-steps.tsx";
import { Notice } from "../../ui/notice.tsx";
import { loginWord } from "./agent-signal.tsx";
import { AgentTest } from "./agent-test.tsx";
import { DefinitionActions } from "./definition-actions.tsx";
import { hasModelChoice } from "./model-fields.tsx";
import { OptionsForm } from "./options-form.tsx";

/** Everything about one agent: what was found, what to do when it cannot be used, a test, its options. */
export function AgentDetail({
  agent,
  options,
  definition,
}: {
  agent: AgentStatus;
  options: AgentOptions | undefined;
  /** Of an agent that the person defined. */
  definition: AgentDefinition | undefined;
}) {
  const isUsable = agent.available && agent.login !== "no";
  const hasOptions = agent.builtIn ? agent.id !== demoAgentId : hasModelChoice(agent);
  return (
    <div className="flex min-w-0 flex-col gap-5 border-t px-4 py-4">
      <p className="text-sm text-ink-2">{agent.description}</p>
      {!isUsable && (
        <Notice level="warning">
          <p className="font-medium">{agent.reason ?? t`It cannot be used as it is.`}</p>
          <HelpSteps help={agent.help} />
        </Notice>
      )}
      {isUsable && agent.reason && (
        <Notice level="info">
          <p>{agent.reason}</p>
          <HelpSteps help={agent.help} />
        </Notice>
      )}
      <Facts agent={agent} definition={definition} />
      <AgentTest input={() => ({ id: agent.id })} isSaved />
      {definition && <DefinitionActions definition={definition} />}
      {hasOptions && (
        <div className="flex flex-col gap-3 border-t pt-4">
          <h2 className="text-sm font-semibold">
            <Trans>Options</Trans>
          </h2>
          <OptionsForm agent={agent} options={options} />
        </div>
      )}
    </div>
  );
}

const costWords: Record<AgentStatus["abilities"]["cost"], MessageDescriptor> = {
  reported: msg`told by the agent`,
  estimated: msg`estimated from its tokens and prices`,
  unknown: msg`unknown`,
};

function Facts({
  agent,
  definition,
}: {
  agent: AgentStatus;
  definition: AgentDefinition | undefined;
}) {
  const { path, version, supported, abilities, checkedAt } = agent;
  const login = loginWord(agent);
  const now = useNow(30_000);
  return (
    <dl className="grid gap-x-6 gap-y-1.5 text-sm sm:grid-cols-2">
      {path && (
        <Fact name={t`Found at`} isWide>
          <CopyableCode text={path} />
        </Fact>
      )}
      {definition && (
        <Fact name={t`Command`} isWide>
          <CopyableCode text={definition.command.join(" ")} />
        </Fact>
      )}
      {definition && (
        <Fact name={t`Spoken to`}>
          {definition.protocol === "acp" ? t`by the Agent Client Protocol` : t`as a plain command`}
        </Fact>
      )}
      {version && <Fact name={t`Version`}>{version}</Fact>}
      {supported && <Fact name={t`Works with`}>{supported}</Fact>}
      {login && <Fact name={t`Login`}>{agent.login === "unknown" ? t`not known` : login}</Fact>}
      <Fact name={t`Follow-up runs`}>
        {abilities.resume ? t`can continue its conversation` : t`begin a fresh conversation`}
      </Fact>
      <Fact name={t`Guidance`}>
        {abilities.steer ? t`reaches the running turn` : t`is for the next iteration`}
      </Fact>
      <Fact name={t`Cost`}>{i18n._(costWords[abilities.cost])}</Fact>
      <Fact name={t`Looked at`}>
        <time dateTime={checkedAt}>{formatAgo(Date.parse(checkedAt), now)}</time>
      </Fact>
    </dl>
  );
}

function Fact({
  name,
  isWide = false,
  children,
}: {
  name: string;
  isWide?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={isWide ? "flex min-w-0 gap-2 sm:col-span-2" : "flex min-w-0 gap-2"}>
      <dt className="w-28 shrink-0 text-xs leading-5 text-ink-3">{name}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}

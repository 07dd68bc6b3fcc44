import { t } from "@lingui/core/macro";
import { trpc } from "../../lib/trpc.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { DefaultAgent } from "./default-agent.tsx";
import { DefaultOrchestrator } from "./default-orchestrator.tsx";
import { SettingsPart } from "./settings-part.tsx";
import { TemplateList } from "./templates/template-list.tsx";
import type { StoredSettings } from "./use-save-settings.ts";

/** What new sessions begin with. */
export function NewSessionsSection({ settings }: { settings: StoredSettings }) {
  const agents = trpc.agents.list.useQuery();
  return (
    <div className="flex flex-col gap-6">
      <SettingsPart
        id="defaults"
        title={t`Defaults`}
        description={t`Each session can be given others when it is made.`}
      >
        <DefaultOrchestrator value={settings.defaultOrchestrator} />
        {agents.data ? (
          <DefaultAgent agents={agents.data} defaultAgent={settings.defaultAgent} />
        ) : (
          <Skeleton className="h-14 max-w-80" />
        )}
      </SettingsPart>
      <TemplateList templates={settings.promptTemplates} />
    </div>
  );
}

import { t } from "@lingui/core/macro";
import { ConcurrencyForm } from "./concurrency-form.tsx";
import { PricesForm } from "./prices-form.tsx";
import { SettingsPart } from "./settings-part.tsx";
import { TurnLimitsForm } from "./turn-limits-form.tsx";
import type { StoredSettings } from "./use-save-settings.ts";

/** How much may go on at once, how long a turn may take, and what models cost. */
export function LimitsSection({ settings }: { settings: StoredSettings }) {
  return (
    <div className="flex flex-col gap-6">
      <SettingsPart
        id="concurrency"
        title={t`Runs at once`}
        description={t`Further runs wait in the queue. Runs that go on already are not touched.`}
      >
        <ConcurrencyForm settings={settings} />
      </SettingsPart>
      <SettingsPart
        id="turn"
        title={t`Limits of a turn`}
        description={t`A turn that reaches one of them is stopped, and counts as a failure of the agent.`}
      >
        <TurnLimitsForm settings={settings} />
      </SettingsPart>
      <SettingsPart
        id="prices"
        title={t`Prices`}
        description={t`In US dollars a million tokens, for agents that tell tokens but no cost. They go before the prices that Signalbox knows; a model's name may end with *.`}
      >
        <PricesForm settings={settings} />
      </SettingsPart>
    </div>
  );
}

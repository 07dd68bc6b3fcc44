import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { CheckboxField } from "../../ui/field.tsx";
import { SettingsPart } from "../settings/settings-part.tsx";
import { BrowserChoice } from "./browser-choice.tsx";
import { setNotificationPreferences, useNotificationPreferences } from "./preferences.ts";
import { SoundChoice } from "./sound-choice.tsx";

/** How the person hears that a run ended. Kept in this browser; everything is done as soon as it is chosen. */
export function NotificationSettings() {
  const preferences = useNotificationPreferences();
  return (
    <div className="flex flex-col gap-6">
      <p className="text-sm text-ink-2">
        <Trans>
          Kept in this browser, and used at once. Signalbox has to be open in one of its tabs.
        </Trans>
      </p>
      <BrowserChoice />
      <SoundChoice />
      <SettingsPart id="when" title={t`When`}>
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-2 text-sm font-medium">
            <Trans>Tell of a run that</Trans>
          </legend>
          <CheckboxField
            label={t`was completed`}
            description={t`It gave its promise, and every check passed.`}
            checked={preferences.completed}
            onChange={(completed) => setNotificationPreferences({ completed })}
          />
          <CheckboxField
            label={t`ended without completing`}
            description={t`A budget was used up, the agent failed, a login or a limit is in the way.`}
            checked={preferences.failed}
            onChange={(failed) => setNotificationPreferences({ failed })}
          />
          <CheckboxField
            label={t`was stopped`}
            checked={preferences.stopped}
            onChange={(stopped) => setNotificationPreferences({ stopped })}
          />
        </fieldset>
        <CheckboxField
          label={t`Only when no page of Signalbox is in view`}
          checked={preferences.onlyOutOfView}
          onChange={(onlyOutOfView) => setNotificationPreferences({ onlyOutOfView })}
        />
      </SettingsPart>
    </div>
  );
}

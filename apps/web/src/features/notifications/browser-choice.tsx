import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { BellRing } from "lucide-react";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { CheckboxField } from "../../ui/field.tsx";
import { HelpSteps } from "../../ui/help-steps.tsx";
import { Notice } from "../../ui/notice.tsx";
import { SettingsPart } from "../settings/settings-part.tsx";
import { showNotification } from "./deliver.ts";
import { useNotificationPermission } from "./permission.ts";
import { setNotificationPreferences, useNotificationPreferences } from "./preferences.ts";

/** Notifications of the browser: whether they are wanted, whether it lets them be, and one to try. */
export function BrowserChoice() {
  const { browser } = useNotificationPreferences();
  const { permission, ask } = useNotificationPermission();
  const [told, setTold] = useState<"shown" | "failed" | null>(null);
  const choose = async (wanted: boolean) => {
    setTold(null);
    // Only what the browser allows is on: a switch must not say what does not happen.
    setNotificationPreferences({ browser: wanted && (await ask()) === "granted" });
  };
  const test = () => {
    const isShown = showNotification({
      title: t`Completed: a session`,
      body: t`This is how Signalbox tells that a run ended.`,
      tag: "signalbox.test",
    });
    setTold(isShown ? "shown" : "failed");
  };
  return (
    <SettingsPart id="browser" title={t`Browser notifications`}>
      <CheckboxField
        label={t`Show a notification`}
        description={t`A click on it opens the session.`}
        checked={browser && permission === "granted"}
        onChange={(wanted) => void choose(wanted)}
      />
      {permission === "default" && (
        <p className="text-sm text-ink-2">
          <Trans>The browser asks once whether Signalbox may.</Trans>
        </p>
      )}
      {permission === "denied" && (
        <Notice level="warning">
          <p className="font-medium">
            <Trans>This browser does not let Signalbox show notifications.</Trans>
          </p>
          <HelpSteps
            help={[
              t`Open the site's settings: the sign before the address.`,
              t`Set notifications to “Allow”.`,
              t`Come back here, and choose it again.`,
            ]}
          />
        </Notice>
      )}
      {permission === "unsupported" && (
        <Notice level="warning">
          <p className="font-medium">
            <Trans>This browser has no notifications for this page.</Trans>
          </p>
          <HelpSteps help={[t`Open Signalbox at 127.0.0.1 or localhost, or through https.`]} />
        </Notice>
      )}
      <div className="flex min-h-8 flex-wrap items-center gap-3">
        <Button disabled={permission !== "granted"} onClick={test}>
          <BellRing aria-hidden className="size-4" />
          <Trans>Show one now</Trans>
        </Button>
        <p role="status" className="text-sm text-ink-2">
          {told === "shown" && (
            <Trans>Shown. If there is none to be seen, the computer itself holds it back.</Trans>
          )}
          {told === "failed" && <Trans>The browser showed none.</Trans>}
        </p>
      </div>
    </SettingsPart>
  );
}

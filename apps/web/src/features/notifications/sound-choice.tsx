import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Volume2 } from "lucide-react";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { CheckboxField, Field } from "../../ui/field.tsx";
import { SettingsPart } from "../settings/settings-part.tsx";
import {
  runEnds,
  setNotificationPreferences,
  useNotificationPreferences,
  type RunEnd,
} from "./preferences.ts";
import { playSound } from "./sound.ts";

const wholePercent = 100;

/** A short sound at the end of a run, how loud, and each of them to listen to. */
export function SoundChoice() {
  const { sound, volume } = useNotificationPreferences();
  const [isSilent, setIsSilent] = useState(false);
  const words: Record<RunEnd, string> = {
    completed: t`Play “completed”`,
    failed: t`Play “not completed”`,
    stopped: t`Play “stopped”`,
  };
  const play = (end: RunEnd) =>
    void playSound(end, volume).then(
      (isHeard) => setIsSilent(!isHeard),
      () => setIsSilent(true),
    );
  return (
    <SettingsPart id="sound" title={t`Sound`}>
      <CheckboxField
        label={t`Play a short sound`}
        checked={sound}
        onChange={(wanted) => setNotificationPreferences({ sound: wanted })}
      />
      <Field label={t`Volume`} className="max-w-80">
        {(control) => (
          <input
            {...control}
            type="range"
            min={0}
            max={wholePercent}
            step={5}
            value={Math.round(volume * wholePercent)}
            aria-valuetext={t`${Math.round(volume * wholePercent)} %`}
            onChange={(event) =>
              setNotificationPreferences({ volume: Number(event.target.value) / wholePercent })
            }
            className="h-8 accent-(--accent)"
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-2">
        {runEnds.map((end) => (
          <Button key={end} size="sm" onClick={() => play(end)}>
            <Volume2 aria-hidden className="size-3.5" />
            {words[end]}
          </Button>
        ))}
        <p role="status" className="text-sm text-ink-2">
          {isSilent && <Trans>The browser does not let this page be heard.</Trans>}
        </p>
      </div>
    </SettingsPart>
  );
}

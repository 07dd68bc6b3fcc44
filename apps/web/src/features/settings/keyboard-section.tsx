import { t } from "@lingui/core/macro";
import { SettingsPart } from "./settings-part.tsx";

/** The keys of all pages. */
export function KeyboardSection() {
  return (
    <SettingsPart id="keys" title={t`Keys`}>
      {null}
    </SettingsPart>
  );
}

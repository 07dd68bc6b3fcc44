import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import { toast } from "sonner";
import { chooseLanguage, languages, storedLanguage, type Language } from "../../lib/language.ts";
import { setTextSize, useTextSize } from "../../lib/text-size.ts";
import { setTheme, useTheme } from "../../lib/theme.ts";
import { Segments } from "../../ui/segments.tsx";
import { AppearancePreview } from "./appearance-preview.tsx";
import { SettingsPart } from "./settings-part.tsx";

/** How the page looks and speaks, in this browser. Everything is done as soon as it is chosen. */
export function AppearanceSection() {
  const theme = useTheme();
  const textSize = useTextSize();
  return (
    <div className="flex flex-col gap-6">
      <p className="text-sm text-ink-2">
        <Trans>Kept in this browser, and used at once.</Trans>
      </p>
      <SettingsPart id="theme" title={t`Theme`}>
        <Segments
          legend={t`Light or dark`}
          items={[
            { value: "system", label: t`As the system` },
            { value: "light", label: t`Light` },
            { value: "dark", label: t`Dark` },
          ]}
          value={theme}
          onChange={setTheme}
        />
      </SettingsPart>
      <SettingsPart
        id="language"
        title={t`Language`}
        description={t`What agents, git and your own programs say stays as they say it.`}
      >
        <LanguageChoice />
      </SettingsPart>
      <SettingsPart id="text-size" title={t`Text size`}>
        <Segments
          legend={t`Size of all text`}
          items={[
            { value: "regular", label: t`Regular` },
            { value: "larger", label: t`Larger` },
          ]}
          value={textSize}
          onChange={setTextSize}
        />
        <AppearancePreview />
      </SettingsPart>
    </div>
  );
}

/** Stands for no choice. */
const asBrowser = "browser";

function LanguageChoice() {
  const [chosen, setChosen] = useState<Language | typeof asBrowser>(
    () => storedLanguage() ?? asBrowser,
  );
  const choose = (next: Language | typeof asBrowser) => {
    setChosen(next);
    // Its words may have to be loaded first; the page is then drawn anew, and the choice is read again.
    chooseLanguage(next === asBrowser ? null : next).catch(() => {
      setChosen(chosen);
      toast.error(t`The words of this language could not be loaded.`);
    });
  };
  return (
    <Segments
      legend={t`Language of the page`}
      items={[
        { value: asBrowser, label: t`As the browser` },
        // Each under its own name: whoever cannot read the others finds it.
        { value: "en", label: languages.en },
        { value: "zh", label: languages.zh },
      ]}
      value={chosen}
      onChange={choose}
    />
  );
}

import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";
import { Monitor, Moon, Sun } from "lucide-react";
import { setTheme, themeChoices, useTheme, type ThemeChoice } from "../lib/theme.ts";
import { buttonClass } from "./button.tsx";

const looks: Record<ThemeChoice, { Icon: typeof Sun; word: MessageDescriptor }> = {
  system: { Icon: Monitor, word: msg`as the system` },
  light: { Icon: Sun, word: msg`light` },
  dark: { Icon: Moon, word: msg`dark` },
};

/** Go to the next theme: as the system, light, dark. */
export function ThemeToggle() {
  const choice = useTheme();
  const next = themeChoices[(themeChoices.indexOf(choice) + 1) % themeChoices.length] ?? "system";
  const { Icon } = looks[choice];
  const word = i18n._(looks[choice].word);
  const nextWord = i18n._(looks[next].word);
  return (
    <button
      type="button"
      onClick={() => setTheme(next)}
      title={t`Theme: ${word}`}
      aria-label={t`Theme: ${word}. Change to ${nextWord}.`}
      className={buttonClass({ variant: "ghost", size: "icon" })}
    >
      <Icon aria-hidden className="size-4" />
    </button>
  );
}

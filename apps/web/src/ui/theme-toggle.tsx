import { Monitor, Moon, Sun } from "lucide-react";
import { setTheme, themeChoices, useTheme, type ThemeChoice } from "../lib/theme.ts";
import { buttonClass } from "./button.tsx";

const looks: Record<ThemeChoice, { Icon: typeof Sun; word: string }> = {
  system: { Icon: Monitor, word: "as the system" },
  light: { Icon: Sun, word: "light" },
  dark: { Icon: Moon, word: "dark" },
};

/** Go to the next theme: as the system, light, dark. */
export function ThemeToggle() {
  const choice = useTheme();
  const next = themeChoices[(themeChoices.indexOf(choice) + 1) % themeChoices.length] ?? "system";
  const { Icon, word } = looks[choice];
  return (
    <button
      type="button"
      onClick={() => setTheme(next)}
      title={`Theme: ${word}`}
      aria-label={`Theme: ${word}. Change to ${looks[next].word}.`}
      className={buttonClass({ variant: "ghost", size: "icon" })}
    >
      <Icon aria-hidden className="size-4" />
    </button>
  );
}

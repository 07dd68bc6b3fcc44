import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import { useNavigate } from "@tanstack/react-router";
import { copyText } from "../../lib/copy-text.ts";
import { chooseLanguage, languageIds, languages } from "../../lib/language.ts";
import { setTheme, themeChoices, useTheme, type ThemeChoice } from "../../lib/theme.ts";
import { useNewSession } from "../new-session/use-new-session.ts";
import { useCommands, type Command } from "./commands.ts";
import { showOverlay } from "./overlays.ts";
import { places } from "./places.ts";
import { toggleRail } from "./rail-width.ts";

/** What can be done on every page. */
export function useShellCommands(): void {
  const navigate = useNavigate();
  const newSession = useNewSession();
  const theme = useTheme();
  const goTo = places.map((place): Command => ({
    id: `go.${place.to}`,
    label: i18n._(place.label),
    section: "go",
    keys: place.to === "/" ? [place.keys, "g s"] : place.keys,
    run: () => void navigate({ to: place.to }),
  }));
  useCommands([
    {
      id: "shell.palette",
      label: t`Search or run…`,
      section: "help",
      keys: "mod+k",
      keysOnly: true,
      run: () => showOverlay("palette"),
    },
    {
      id: "session.new",
      label: t`New session`,
      section: "go",
      keys: "n",
      keywords: t`start create begin run`,
      run: () => newSession.open(),
    },
    ...goTo,
    {
      id: "go.add-repository",
      label: t`Add a repository…`,
      section: "go",
      keywords: t`clone scan register path folder`,
      run: () => void navigate({ to: "/repositories", search: { add: "path" } }),
    },
    {
      id: "shell.search-page",
      label: t`Go to the page’s search field`,
      section: "go",
      keys: "/",
      keysOnly: true,
      run: () => document.querySelector<HTMLInputElement>("input[type=search]")?.focus(),
    },
    ...themeCommands(theme),
    ...languageCommands(),
    {
      id: "look.rail",
      label: t`Narrow or widen the side bar`,
      section: "look",
      keys: "mod+b",
      keywords: t`collapse sidebar menu icons`,
      run: toggleRail,
    },
    {
      id: "help.copy-link",
      label: t`Copy the link to this page`,
      section: "help",
      keywords: t`address url share`,
      run: () => copyText(globalThis.location.href, t`The link`),
    },
    {
      id: "help.print",
      label: t`Print this page`,
      section: "help",
      run: () => globalThis.print(),
    },
    {
      id: "help.keys",
      label: t`Show the keyboard map`,
      section: "help",
      keys: "?",
      keywords: t`shortcuts hotkeys help`,
      run: () => showOverlay("keys"),
    },
    {
      id: "help.close",
      label: t`Close what is open`,
      section: "help",
      keys: "Escape",
      keysOnly: true,
    },
  ]);
}

function themeCommands(current: ThemeChoice): Command[] {
  const words: Record<ThemeChoice, string> = {
    system: t`Theme: as the system`,
    light: t`Theme: light`,
    dark: t`Theme: dark`,
  };
  return themeChoices.map((choice) => ({
    id: `look.theme.${choice}`,
    label: words[choice],
    section: "look",
    keywords: t`colours appearance mode`,
    when: choice !== current,
    run: () => setTheme(choice),
  }));
}

function languageCommands(): Command[] {
  return languageIds.map((language) => ({
    id: `look.language.${language}`,
    // Whoever cannot read the page finds their language by its own name.
    label: t`Language: ${languages[language]}`,
    section: "look",
    keywords: "language 语言",
    when: language !== i18n.locale,
    run: () => void chooseLanguage(language),
  }));
}

import { useSyncExternalStore } from "react";

/** What the person chose; `system` follows the operating system. */
export type ThemeChoice = "system" | "light" | "dark";

export const themeChoices: readonly ThemeChoice[] = ["system", "light", "dark"];

/** Also read by public/theme.js before the first paint. */
const storageKey = "signalbox.theme";
const systemIsDark = globalThis.matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();
let choice: ThemeChoice = readChoice();

systemIsDark.addEventListener("change", apply);

function readChoice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(storageKey);
    return themeChoices.find((candidate) => candidate === stored) ?? "system";
  } catch {
    return "system";
  }
}

function apply(): void {
  const dark = choice === "dark" || (choice === "system" && systemIsDark.matches);
  document.documentElement.dataset["theme"] = dark ? "dark" : "light";
  paintBrowser();
  for (const listener of listeners) listener();
}

/** The browser's own bar has the colour of the page, also where the person chose another theme than the system's. */
function paintBrowser(): void {
  const ground = getComputedStyle(document.documentElement).getPropertyValue("--bg").trim();
  for (const meta of document.querySelectorAll<HTMLMetaElement>("meta[name=theme-color]")) {
    meta.content = ground;
  }
}

/** Choose a theme and remember it in this browser. */
export function setTheme(next: ThemeChoice): void {
  choice = next;
  try {
    localStorage.setItem(storageKey, next);
  } catch {
    // Storage can be forbidden: the choice then lasts as long as the page.
  }
  apply();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The person's choice of theme. */
export function useTheme(): ThemeChoice {
  return useSyncExternalStore(subscribe, () => choice);
}

import { i18n, type Messages } from "@lingui/core";

/** The languages that the page speaks, each under its own name. */
export const languages = { en: "English", zh: "中文" } as const;
export type Language = keyof typeof languages;
export const languageIds: readonly Language[] = ["en", "zh"];

const storageKey = "signalbox.language";

/** English words stand in the code itself; of another language the whole catalog is read. */
const catalogs: Record<Language, () => Promise<Messages>> = {
  en: () => Promise.resolve({}),
  zh: () => import("../locales/zh.po").then(({ messages }) => messages),
};

function isLanguage(value: unknown): value is Language {
  return typeof value === "string" && value in languages;
}

/** The language that the person chose in this browser, else the first of the browser's own that the page speaks, else English. */
export function preferredLanguage(): Language {
  const stored = storedLanguage();
  if (stored) return stored;
  const wished = navigator.languages.map((tag) => tag.split("-", 1)[0]);
  return wished.find(isLanguage) ?? "en";
}

/** What the person chose in this browser; null when they left it to the browser. */
export function storedLanguage(): Language | null {
  try {
    const stored = localStorage.getItem(storageKey);
    return isLanguage(stored) ? stored : null;
  } catch {
    // Storage can be forbidden: the language is then the browser's own.
    return null;
  }
}

/** Speak a language from now on. Resolves when its words are there; whoever draws words must draw them again. */
export async function speak(language: Language): Promise<void> {
  const messages = await catalogs[language]();
  i18n.loadAndActivate({ locale: language, messages });
  document.documentElement.lang = language;
}

/** Choose a language and remember it in this browser; null leaves it to the browser. */
export async function chooseLanguage(language: Language | null): Promise<void> {
  try {
    if (language) localStorage.setItem(storageKey, language);
    else localStorage.removeItem(storageKey);
  } catch {
    // The choice then lasts as long as the page.
  }
  await speak(language ?? preferredLanguage());
}

// Words are compiled when the page is built, those of the code and those of the catalogs: what is still a text has nothing to be filled in.
i18n.setMessagesCompiler((text) => [text]);

/** Starts i18next with the dictionary of one language, and fetches the other when it is chosen; the choice is remembered on this machine. */
import i18next from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import type { Language } from "../../src/kernel/language.ts";
import type { ru } from "./ru.ts";
import { sayCounts } from "./numbers.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    keySeparator: false;
    nsSeparator: false;
    resources: { translation: typeof ru };
  }
}

const storageKey = "povod-language";

const dictionaries = {
  ru: async () => (await import("./ru.ts")).ru,
  en: async () => (await import("./en.ts")).en,
};

/** Resolves when the screens can speak. */
export async function startLanguage(): Promise<void> {
  const language = languageOfPage();
  await i18next
    .use(sayCounts)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: false,
      keySeparator: false,
      nsSeparator: false,
      interpolation: { escapeValue: false, alwaysFormat: true },
      resources: { [language]: { translation: await dictionaries[language]() } },
    });
  i18next.on("languageChanged", (language) => {
    document.documentElement.lang = language;
  });
}

/** As public/before-first-paint.js has found it, before there was anything to read. */
export const languageOfPage = (): Language => (document.documentElement.lang === "en" ? "en" : "ru");

export function chooseLanguage(language: Language): void {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // Without storage the choice lasts until the page is closed.
  }
  void speak(language);
}

async function speak(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, "translation"))
    i18next.addResourceBundle(language, "translation", await dictionaries[language]());
  await i18next.changeLanguage(language);
}

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === "en" ? "en" : "ru";
}

/** Starts i18next with both dictionaries; the chosen language is remembered on this machine. */
import i18next from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import type { Language } from "../../src/kernel/language.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    keySeparator: false;
    nsSeparator: false;
    resources: { translation: typeof ru };
  }
}

const storageKey = "povod-language";

export function startLanguage(): void {
  void i18next.use(initReactI18next).init({
    lng: firstLanguage(),
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: { ru: { translation: ru }, en: { translation: en } },
  });
  document.documentElement.lang = i18next.language;
  i18next.on("languageChanged", (language) => {
    document.documentElement.lang = language;
  });
}

/** What was chosen here before, else what the browser asks for; Russian is the original. */
function firstLanguage(): Language {
  const remembered = read();
  if (remembered === "ru" || remembered === "en") return remembered;
  const asked = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return asked.find((language) => language === "ru" || language === "en") ?? "ru";
}

function read(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

export function chooseLanguage(language: Language): void {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // Without storage the choice lasts until the page is closed.
  }
  void i18next.changeLanguage(language);
}

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === "en" ? "en" : "ru";
}

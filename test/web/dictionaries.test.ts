/** Both languages say everything the screens ask for, with every plural form each of them has. */
import { createInstance } from "i18next";
import { describe, expect, it } from "vitest";
import { en } from "../../web/language/en.ts";
import { sayCounts } from "../../web/language/numbers.ts";
import { ru } from "../../web/language/ru.ts";

const dictionaries: Record<"ru" | "en", Readonly<Record<string, string>>> = { ru, en };
const forms = { ru: ["few", "many", "one", "other"], en: ["one", "other"] };
const plural = /_(one|few|many|other)$/;

const meanings = (dictionary: Readonly<Record<string, string>>) =>
  [...new Set(Object.keys(dictionary).map((key) => key.replace(plural, "")))].sort();
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? "").sort();

describe("dictionaries", () => {
  it.each([
    ["ru", "1\u00a0234 касания"],
    ["en", "1,234 touches"],
  ] as const)("%s: thousands of what is counted are grouped", async (language, said) => {
    const speech = createInstance();
    await speech.use(sayCounts).init({
      lng: language,
      keySeparator: false,
      nsSeparator: false,
      interpolation: { escapeValue: false, alwaysFormat: true },
      resources: { [language]: { translation: dictionaries[language] } },
    });
    expect(speech.t("touches.count", { count: 1234 })).toBe(said);
  });

  it("say the same things", () => {
    expect(meanings(en)).toEqual(meanings(ru));
  });

  for (const language of ["ru", "en"] as const) {
    it(`${language}: leave nothing empty`, () => {
      const empty = Object.entries(dictionaries[language]).filter(([, text]) => text.trim() === "");
      expect(empty).toEqual([]);
    });

    it(`${language}: decline every number in every form`, () => {
      const keys = Object.keys(dictionaries[language]).filter((key) => plural.test(key));
      for (const meaning of new Set(keys.map((key) => key.replace(plural, "")))) {
        const found = keys.filter((key) => key.replace(plural, "") === meaning);
        expect(found.sort(), meaning).toEqual(forms[language].map((form) => `${meaning}_${form}`));
      }
    });
  }

  it("fill in the same values", () => {
    for (const [key, text] of Object.entries(en)) {
      expect(holes(text), key).toEqual(holes(dictionaries.ru[key] ?? ""));
    }
  });
});

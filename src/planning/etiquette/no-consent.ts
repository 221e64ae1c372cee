/** Advertising needs a recorded consent for that channel, care, loyalty and greetings consent to be contacted, service none. */
import { sql } from "../../database/sql.ts";
import { dayWords } from "../say.ts";
import type { EtiquetteRule } from "../etiquette-rule.ts";

export const noConsent: EtiquetteRule = {
  code: "no_consent",
  place: 3,
  name: { ru: "нет согласия", en: "no consent" },
  refuses: sql`o.purpose <> 'service' and o.consent_given is not true`,
  because: sql`jsonb_build_object(
    'needs', case o.purpose when 'service' then null when 'advertising' then 'advertising' else 'contact' end,
    'channel', o.channel, 'given', o.consent_given is true, 'at', o.consent_at, 'how', o.consent_how)`,
  say: ({ says, because }, { language, today }) => {
    const at = because["at"] ? dayWords(because["at"], language, today) : undefined;
    if (says === "allow") {
      if (because["needs"] === null) return { ru: "Согласие не нужно.", en: "No consent needed." }[language];
      return { ru: `Согласие есть с ${at}.`, en: `Consent since ${at}.` }[language];
    }
    const what = {
      ru: because["needs"] === "advertising" ? "на рекламу" : "на связь",
      en: because["needs"] === "advertising" ? "to advertising" : "to be contacted",
    }[language];
    if (at)
      return { ru: `Согласие ${what} отозвано ${at}.`, en: `Consent ${what} was withdrawn on ${at}.` }[
        language
      ];
    return { ru: `Согласия ${what} нет.`, en: `There is no consent ${what}.` }[language];
  },
};

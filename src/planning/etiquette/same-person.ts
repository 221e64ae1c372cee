/** Another record with the same phone or e-mail is the same person, who is touched once a day. */
import { sql } from "../../database/sql.ts";
import { dayWords } from "../say.ts";
import type { EtiquetteRule } from "../etiquette-rule.ts";
import { beginningOf } from "./beginning-of.ts";

export const samePerson: EtiquetteRule = {
  code: "same_person",
  place: 16,
  name: { ru: "тот же человек", en: "the same person" },
  holds: sql`o.instead_of_other`,
  because: sql`case when o.instead_of_other then jsonb_build_object('instead', o.instead_of_it, 'on', o.on_day) else '{}' end`,
  notBefore: beginningOf(sql`o.on_day + 1`),
  say: ({ says, because }, { language, today }) => {
    if (says === "allow")
      return {
        ru: "По другим карточкам этого человека не обращаются.",
        en: "No other record of this person is touched.",
      }[language];
    const on = dayWords(because["on"], language, today);
    return {
      ru: `${on} уже есть касание по другой карточке с тем же телефоном или почтой.`,
      en: `There is a touch on ${on} of another record with the same phone or e-mail.`,
    }[language];
  },
};

/** One proactive touch per person and local day; the highest priority wins. Judged last, among what may happen. */
import { sql } from "../../database/sql.ts";
import { dayWords } from "../say.ts";
import type { EtiquetteRule } from "../etiquette-rule.ts";
import { beginningOf } from "./beginning-of.ts";

export const oneADay: EtiquetteRule = {
  code: "one_a_day",
  place: 9,
  name: { ru: "одно касание в день", en: "one touch a day" },
  holds: sql`o.instead_of_it is not null and o.instead_of_other is null`,
  because: sql`case when o.instead_of_it is null then '{}'
    else jsonb_build_object('instead', o.instead_of_it, 'on', o.on_day, 'takenAlong', o.taken_along_by is not null) end`,
  notBefore: beginningOf(sql`o.on_day + 1`),
  say: ({ says, because }, { language, today }) => {
    if (says === "allow")
      return { ru: "Других касаний в этот день нет.", en: "No other touch that day." }[language];
    const on = dayWords(because["on"], language, today);
    if (because["takenAlong"] === true)
      return {
        ru: `${on} уже есть звонок, об этом скажут в том же разговоре.`,
        en: `There is a call on ${on}: this is said in the same conversation.`,
      }[language];
    return {
      ru: `${on} уже есть касание важнее. Не больше одного в день.`,
      en: `There is a more important touch on ${on}. No more than one a day.`,
    }[language];
  },
};

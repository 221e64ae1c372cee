/** A greeting goes out on its own local day or never. */
import { sql } from "../../database/sql.ts";
import { dayWords } from "../say.ts";
import type { EtiquetteRule } from "../etiquette-rule.ts";
import { beginningOf } from "./beginning-of.ts";

export const notTheDay: EtiquetteRule = {
  code: "not_the_day",
  place: 5,
  name: { ru: "не тот день", en: "not the day" },
  refuses: sql`o.purpose = 'greeting' and o.occasion_date <> o.on_day and o.call_back_at is null`,
  because: sql`case when o.purpose = 'greeting' then jsonb_build_object('day', o.occasion_date, 'on', o.on_day) else '{}' end`,
  notBefore: beginningOf(sql`case when o.occasion_date > o.on_day then o.occasion_date end`),
  say: ({ says, because }, { language, today }) => {
    if (says === "allow") return { ru: "День тот самый.", en: "The day is right." }[language];
    const day = dayWords(because["day"], language, today);
    return {
      ru: `Поздравляют в сам день, ${day}, и ни днём раньше или позже.`,
      en: `A greeting belongs to the day itself, ${day}, not before or after.`,
    }[language];
  },
};

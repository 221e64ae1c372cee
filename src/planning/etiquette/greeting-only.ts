/** On a birthday nothing but the greeting goes out. */
import { sql } from "../../database/sql.ts";
import type { EtiquetteRule } from "../etiquette-rule.ts";
import { beginningOf } from "./beginning-of.ts";

export const greetingOnly: EtiquetteRule = {
  code: "greeting_only",
  place: 15,
  name: { ru: "день рождения: только поздравление", en: "a birthday: the greeting only" },
  holds: sql`o.birthday_today and o.purpose not in ('service', 'greeting') and o.call_back_at is null`,
  because: sql`jsonb_build_object('birthday', o.birthday_today is true)`,
  notBefore: beginningOf(sql`o.on_day + 1`),
  say: ({ says, because }, { language }) => {
    if (says === "allow")
      return {
        ru: because["birthday"] ? "День рождения этому не мешает." : "Дня рождения в этот день нет.",
        en: because["birthday"] ? "The birthday does not stand in the way." : "No birthday that day.",
      }[language];
    return {
      ru: "В день рождения только поздравление.",
      en: "On a birthday nothing but the greeting.",
    }[language];
  },
};

/** Operators can make so many calls a day; the most valuable come first, the others wait. */
import { sql } from "../../database/sql.ts";
import { plural } from "../../kernel/language.ts";
import type { EtiquetteRule } from "../etiquette-rule.ts";
import { beginningOf } from "./beginning-of.ts";

export const capacity: EtiquetteRule = {
  code: "capacity",
  place: 18,
  name: { ru: "нет свободного оператора", en: "no operator is free" },
  holds: sql`o.capacity_calls is not null`,
  because: sql`case when o.capacity_calls is null then '{}' else jsonb_build_object('calls', o.capacity_calls) end`,
  notBefore: beginningOf(sql`o.capacity_free_on`),
  say: ({ says, because }, { language }) => {
    if (says === "allow") return { ru: "Оператор найдётся.", en: "An operator will be free." }[language];
    const calls = Number(because["calls"]);
    if (calls === 0)
      return { ru: "В этот день операторов нет.", en: "There are no operators that day." }[language];
    return {
      ru: `Операторы успеют ${calls} ${plural("ru", calls, ["звонок", "звонка", "звонков"])}, и все заняты важнее.`,
      en: `Operators have time for ${calls} ${plural("en", calls, ["call", "calls", "calls"])}, all of them more important.`,
    }[language];
  },
};

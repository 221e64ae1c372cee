/** Nothing, ever. */
import { sql } from "../../database/sql.ts";
import type { EtiquetteRule } from "../etiquette-rule.ts";

export const deceased: EtiquetteRule = {
  code: "deceased",
  place: 0,
  name: { ru: "нет в живых", en: "the client has died" },
  refuses: sql`o.deceased_on is not null`,
  because: sql`case when o.deceased_on is null then '{}' else jsonb_build_object('since', o.deceased_on) end`,
  say: ({ says }, { language }) =>
    says === "allow"
      ? { ru: "О смерти клиента не сообщали.", en: "Nobody has told of a death." }[language]
      : { ru: "Клиента больше нет. Ничего и никогда.", en: "The client has died. Nothing, ever." }[language],
};

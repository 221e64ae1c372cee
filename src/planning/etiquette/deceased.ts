/** Nothing, ever. */
import { sql } from "../../database/sql.ts";
import type { EtiquetteRule } from "../etiquette-rule.ts";

export const deceased: EtiquetteRule = {
  code: "deceased",
  place: 0,
  name: { ru: "клиента больше нет", en: "the client has died" },
  refuses: sql`o.deceased_on is not null`,
  because: sql`case when o.deceased_on is null then '{}' else jsonb_build_object('since', o.deceased_on) end`,
  say: ({ says }, { language }) =>
    says === "allow"
      ? { ru: "Можно.", en: "May happen." }[language]
      : { ru: "Клиента больше нет. Ничего и никогда.", en: "The client has died. Nothing, ever." }[language],
};

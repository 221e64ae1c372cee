/** Nothing, ever. */
import { sql } from "../../database/sql.ts";
import type { EtiquetteRule } from "../etiquette-rule.ts";

export const deceased: EtiquetteRule = {
  code: "deceased",
  name: { ru: "клиента больше нет", en: "the client has died" },
  says: sql`case when o.deceased_on is null then 'allow' else 'refuse' end`,
  because: sql`case when o.deceased_on is null then '{}' else jsonb_build_object('since', o.deceased_on) end`,
  tellsWhenAllowing: false,
  notBefore: sql`null::timestamptz`,
  say: ({ says }, { language }) =>
    says === "allow"
      ? { ru: "Можно.", en: "May happen." }[language]
      : { ru: "Клиента больше нет. Ничего и никогда.", en: "The client has died. Nothing, ever." }[language],
};

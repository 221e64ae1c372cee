/** The fact behind the occasion changed: the reason that stood in the plan is gone. */
import { sql } from "../../database/sql.ts";
import type { EtiquetteRule } from "../etiquette-rule.ts";

export const withdrawn: EtiquetteRule = {
  code: "withdrawn",
  place: 1,
  name: { ru: "повод исчез", en: "the reason is gone" },
  refuses: sql`o.fact_gone`,
  because: sql`jsonb_build_object('occasion', o.occasion_key, 'stands', o.fact_gone is not true)`,
  say: ({ says }, { language }) =>
    says === "allow"
      ? { ru: "Повод в силе.", en: "The reason stands." }[language]
      : {
          ru: "Повода больше нет: факты изменились после того, как касание запланировали.",
          en: "The reason is gone: the facts changed after the touch was planned.",
        }[language],
};

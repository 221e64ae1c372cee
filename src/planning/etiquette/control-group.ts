/** Left alone on purpose, so that the effect of a chain can be measured; only who would have been touched is told apart. */
import { sql } from "../../database/sql.ts";
import type { EtiquetteRule } from "../etiquette-rule.ts";

export const controlGroup: EtiquetteRule = {
  code: "control_group",
  place: 17,
  name: { ru: "контрольная группа", en: "control group" },
  refuses: sql`o.in_control is not null and o.severity = 0 and o.call_back_at is null`,
  because: sql`case when o.in_control is null then '{}' else jsonb_build_object('of', o.in_control) end`,
  say: ({ says, because }, { language }) => {
    if (says === "allow") return { ru: "Не в контрольной группе.", en: "Not in a control group." }[language];
    const everywhere = because["of"] === "everywhere";
    return {
      ru: everywhere
        ? "Общая контрольная группа: не трогаем, чтобы сравнить."
        : "Контрольная группа цепочки: не трогаем, чтобы сравнить.",
      en: everywhere
        ? "The control group of all chains: left alone for comparison."
        : "The chain's control group: left alone for comparison.",
    }[language];
  },
};

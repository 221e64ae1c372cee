/** Somebody who complained is neither advertised to nor congratulated before the complaint is closed. */
import { sql } from "../../database/sql.ts";
import { dayWords } from "../say.ts";
import type { EtiquetteRule } from "../etiquette-rule.ts";

export const complaintOpen: EtiquetteRule = {
  code: "complaint_open",
  place: 14,
  name: { ru: "открыта жалоба", en: "a complaint is open" },
  holds: sql`o.complaint_since is not null and o.purpose in ('advertising', 'greeting')`,
  because: sql`case when o.complaint_since is null then '{}' else jsonb_build_object('since', o.complaint_since) end`,
  say: ({ says, because }, { language, today }) => {
    const since = dayWords(because["since"], language, today);
    if (says === "allow")
      return {
        ru: because["since"] ? `Жалоба открыта с ${since}, этому она не мешает.` : "Открытых жалоб нет.",
        en: because["since"]
          ? `A complaint is open since ${since}, no matter here.`
          : "No complaint is open.",
      }[language];
    return {
      ru: `С ${since} открыта жалоба. Пока её не закроют, без рекламы и поздравлений.`,
      en: `A complaint is open since ${since}. Until it is closed, no advertising and no congratulations.`,
    }[language];
  },
};

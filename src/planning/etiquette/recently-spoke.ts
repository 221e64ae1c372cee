/** After a conversation care and advertising wait: whoever was just asked is not asked again. */
import { sql } from "../../database/sql.ts";
import { dayWords } from "../say.ts";
import type { EtiquetteRule } from "../etiquette-rule.ts";
import { beginningOf } from "./beginning-of.ts";

export const recentlySpoke: EtiquetteRule = {
  code: "recently_spoke",
  place: 11,
  name: { ru: "недавно говорили", en: "spoke recently" },
  holds: sql`o.spoke_free_on is not null and o.purpose in ('care', 'advertising') and o.call_back_at is null`,
  because: sql`jsonb_build_object('spoke', o.spoke_on, 'free', o.spoke_free_on)`,
  notBefore: beginningOf(sql`o.spoke_free_on`),
  say: ({ says, because }, { language, today }) => {
    const spoke = dayWords(because["spoke"], language, today);
    if (says === "allow")
      return {
        ru: because["spoke"] ? `Последний разговор ${spoke}, это не мешает.` : "В последние дни не говорили.",
        en: because["spoke"]
          ? `Last spoke on ${spoke}, which does not matter here.`
          : "Have not spoken lately.",
      }[language];
    const free = dayWords(because["free"], language, today);
    return {
      ru: `Говорили ${spoke}. Забота и реклама подождут до ${free}.`,
      en: `Spoke on ${spoke}. Care and advertising wait until ${free}.`,
    }[language];
  },
};

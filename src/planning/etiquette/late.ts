/** The window in which the step still made sense has passed: it lapses, it is never made up for. */
import { sql } from "../../database/sql.ts";
import { dayWords } from "../say.ts";
import type { EtiquetteRule } from "../etiquette-rule.ts";

export const late: EtiquetteRule = {
  code: "late",
  place: 6,
  name: { ru: "срок прошёл", en: "too late" },
  refuses: sql`o.on_day > o.window_ends`,
  because: sql`jsonb_build_object('due', o.due_on, 'windowEnds', o.window_ends)`,
  say: ({ says, because }, { language, today }) => {
    const ends = dayWords(because["windowEnds"], language, today);
    return says === "allow"
      ? { ru: "Ко времени.", en: "In time." }[language]
      : {
          ru: `Имело смысл до ${ends}; позже не навёрстываем.`,
          en: `It made sense until ${ends}; not made up for later.`,
        }[language];
  },
};

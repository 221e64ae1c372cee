/** The window in which the step still made sense has passed, or the touch's own day: it lapses, it is never made up for. */
import { sql } from "../../database/sql.ts";
import { dayWords } from "../say.ts";
import type { EtiquetteRule } from "../etiquette-rule.ts";

export const late: EtiquetteRule = {
  code: "late",
  place: 6,
  name: { ru: "срок прошёл", en: "too late" },
  refuses: sql`o.on_day > o.window_ends`,
  because: sql`jsonb_build_object('due', o.due_on, 'windowEnds', o.window_ends, 'on', o.on_day)`,
  say: ({ says, because }, { language, today }) => {
    if (says === "allow") return { ru: "Ко времени.", en: "In time." }[language];
    const ends = dayWords(because["windowEnds"], language, today);
    const on = dayWords(because["on"], language, today);
    const isDayOver = String(because["on"]) <= String(because["windowEnds"]);
    return isDayOver
      ? {
          ru: `Не сделали ${on}; прошедший день не навёрстываем.`,
          en: `Not made on ${on}; a day that is over is not made up for.`,
        }[language]
      : {
          ru: `Имело смысл до ${ends}; позже не навёрстываем.`,
          en: `It made sense until ${ends}; not made up for later.`,
        }[language];
  },
};

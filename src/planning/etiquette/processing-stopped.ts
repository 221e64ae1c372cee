/** The client demanded that their data is no longer used: nothing goes out, not even what they ordered. */
import { sql } from "../../database/sql.ts";
import { dayWords } from "../say.ts";
import type { EtiquetteRule } from "../etiquette-rule.ts";

export const processingStopped: EtiquetteRule = {
  code: "processing_stopped",
  place: 10,
  name: { ru: "потребовали прекратить обработку", en: "demanded to stop processing" },
  refuses: sql`o.stopped_since is not null`,
  because: sql`case when o.stopped_since is null then '{}' else jsonb_build_object('since', o.stopped_since) end`,
  say: ({ says, because }, { language, today }) => {
    if (says === "allow")
      return { ru: "Прекратить обработку не требовали.", en: "No demand to stop processing." }[language];
    const since = dayWords(because["since"], language, today);
    return {
      ru: `Потребовали прекратить обработку данных ${since}: они только хранятся.`,
      en: `Demanded on ${since} that their data is no longer used: it is only kept.`,
    }[language];
  },
};

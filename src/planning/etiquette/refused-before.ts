/** The client said no to what this chain is about: for a year it is silent. */
import { sql } from "../../database/sql.ts";
import { dayWords } from "../say.ts";
import type { EtiquetteRule } from "../etiquette-rule.ts";
import { beginningOf } from "./beginning-of.ts";

export const refusedBefore: EtiquetteRule = {
  code: "refused_before",
  place: 12,
  name: { ru: "уже отказывались", en: "refused before" },
  refuses: sql`o.refused_free_on is not null`,
  because: sql`case when o.refused_on is null then '{}'
    else jsonb_build_object('refused', o.refused_on, 'free', o.refused_free_on) end`,
  notBefore: beginningOf(sql`o.refused_free_on`),
  say: ({ says, because }, { language, today }) => {
    if (says === "allow") return { ru: "От этого не отказывались.", en: "Has not refused this." }[language];
    const refused = dayWords(because["refused"], language, today);
    const free = dayWords(because["free"], language, today);
    return {
      ru: `${refused} от этого отказались. Не раньше ${free}.`,
      en: `Refused this on ${refused}. Not before ${free}.`,
    }[language];
  },
};

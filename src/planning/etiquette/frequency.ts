/** How often at most, over all channels together. Service touches neither count nor are stopped. */
import { sql } from "../../database/sql.ts";
import { dayWords } from "../say.ts";
import { plural } from "../../kernel/language.ts";
import type { EtiquetteRule } from "../etiquette-rule.ts";

const full = sql`case
  when o.purpose = 'service' then null
  when o.purpose = 'advertising' and o.last_advertising > o.on_day - o.advertising_days
    then o.last_advertising + o.advertising_days
  when o.proactive_freeing is not null then o.proactive_freeing + 30
  when o.channel = 'call' and o.calls_freeing is not null then o.calls_freeing + 30
end`;

export const frequency: EtiquetteRule = {
  code: "frequency",
  name: { ru: "слишком часто", en: "too often" },
  says: sql`case when ${full} is null then 'allow' else 'hold' end`,
  because: sql`jsonb_build_object('proactive', o.proactive_count, 'calls', o.calls_count,
    'lastAdvertising', o.last_advertising, 'free', ${full},
    'limit', case when ${full} is null then null
      when o.purpose = 'advertising' and o.last_advertising > o.on_day - o.advertising_days then 'advertising'
      when o.proactive_freeing is not null then 'proactive' else 'calls' end)`,
  tellsWhenAllowing: true,
  notBefore: sql`((${full}) + o.opens_time) at time zone o.zone`,
  say: ({ says, because }, { language, today }) => {
    const count = Number(because["proactive"]);
    if (says === "allow") {
      return {
        ru: `За 30 дней касаний: ${count}, это в меру.`,
        en: `Touches in 30 days: ${count}, within measure.`,
      }[language];
    }
    const free = dayWords(because["free"], language, today);
    switch (because["limit"]) {
      case "advertising": {
        const last = dayWords(because["lastAdvertising"], language, today);
        return {
          ru: `Реклама уже была ${last}. Можно с ${free}.`,
          en: `There was advertising on ${last}. From ${free}.`,
        }[language];
      }
      case "proactive":
        return {
          ru: `За 30 дней уже ${count} ${plural("ru", count, ["касание", "касания", "касаний"])}. Можно с ${free}.`,
          en: `Already ${count} ${plural("en", count, ["touch", "touches", "touches"])} in 30 days. From ${free}.`,
        }[language];
      default: {
        const calls = Number(because["calls"]);
        return {
          ru: `За 30 дней уже ${calls} ${plural("ru", calls, ["звонок", "звонка", "звонков"])}. Можно с ${free}.`,
          en: `Already ${calls} ${plural("en", calls, ["call", "calls", "calls"])} in 30 days. From ${free}.`,
        }[language];
      }
    }
  },
};

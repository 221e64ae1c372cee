/** How often at most, over all channels together. Service touches neither count nor are stopped. */
import { sql } from "../../database/sql.ts";
import { dayWords } from "../say.ts";
import { plural } from "../../kernel/language.ts";
import type { EtiquetteRule } from "../etiquette-rule.ts";
import { beginningOf } from "./beginning-of.ts";

/** Of the caps that count for the touch, when each has room again; null where it has. */
const advertising = sql`case when o.purpose = 'advertising' then o.advertising_free_on end`;
const calls = sql`case when o.channel = 'call' then o.calls_free_on end`;
/** The day on which all of them have room; null where there is room. */
const free = sql`case when o.purpose <> 'service' then greatest(${advertising}, o.proactive_free_on, ${calls}) end`;

export const frequency: EtiquetteRule = {
  code: "frequency",
  place: 8,
  name: { ru: "слишком часто", en: "too often" },
  holds: sql`(${free}) is not null and o.call_back_at is null`,
  because: sql`jsonb_build_object('proactive', coalesce(o.proactive_count, 0), 'calls', coalesce(o.calls_count, 0),
    'lastAdvertising', o.last_advertising, 'free', nullif(${free}, 'infinity'),
    'limit', case ${free} when ${advertising} then 'advertising' when o.proactive_free_on then 'proactive' when ${calls} then 'calls' end)`,
  notBefore: beginningOf(free),
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
        if (free === "")
          return {
            ru: "Звонков за 30 дней в настройках ноль: не звоним.",
            en: "The settings allow no calls in 30 days: nobody is called.",
          }[language];
        const calls = Number(because["calls"]);
        return {
          ru: `За 30 дней уже ${calls} ${plural("ru", calls, ["звонок", "звонка", "звонков"])}. Можно с ${free}.`,
          en: `Already ${calls} ${plural("en", calls, ["call", "calls", "calls"])} in 30 days. From ${free}.`,
        }[language];
      }
    }
  },
};

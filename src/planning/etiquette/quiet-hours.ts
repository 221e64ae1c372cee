/** Inside the allowed hours of the client's own time zone, and inside the hours the client asked for. */
import { sql } from "../../database/sql.ts";
import type { Words } from "../../kernel/language.ts";
import { momentWords } from "../say.ts";
import type { EtiquetteRule } from "../etiquette-rule.ts";
import { beginningOf } from "./beginning-of.ts";

/** Whose clock it is, where it is not one the client named. */
const source: Record<string, Words> = {
  phone: { ru: " Часовой пояс — по номеру телефона.", en: " The time zone is told by the phone number." },
  office: {
    ru: " Часовой пояс — по офису клиента.",
    en: " The time zone is the home office's.",
  },
  narrowest: {
    ru: " Часовой пояс неизвестен: взяты часы, которые подходят во всей сети.",
    en: " The time zone is unknown: these hours suit everywhere in the network.",
  },
};

export const quietHours: EtiquetteRule = {
  code: "quiet_hours",
  place: 7,
  name: { ru: "тихие часы", en: "quiet hours" },
  holds: sql`(o.day_is_over or o.opens_at >= o.closes_at) and o.call_back_at is null`,
  because: sql`jsonb_build_object('zone', o.zone, 'zoneFrom', o.zone_from, 'opens', o.opens_at, 'closes', o.closes_at,
    'asked', case when o.hours_from is not null then jsonb_build_array(o.hours_from, o.hours_to) end)`,
  notBefore: beginningOf(sql`o.on_day + 1`),
  allowedFrom: sql`o.opens_at`,
  say: ({ says, because, notBefore }, { language, today }) => {
    const zone = String(because["zone"]);
    const opens = momentWords(because["opens"], zone, language, today);
    const closes = momentWords(because["closes"], zone, language, today);
    const clock = source[String(because["zoneFrom"])]?.[language] ?? "";
    const asked = because["asked"] as [string, string] | null;
    if (says === "allow") {
      return {
        ru: `Можно с ${opens} до ${closes} по часам клиента.${clock}`,
        en: `From ${opens} to ${closes} on the client's clock.${clock}`,
      }[language];
    }
    if (!notBefore && asked) {
      const hours = `${asked[0].slice(0, 5)}–${asked[1].slice(0, 5)}`;
      return {
        ru: `Клиент просил ${hours}, а в эти часы мы никого не беспокоим.`,
        en: `The client asked for ${hours}, hours in which we disturb nobody.`,
      }[language];
    }
    if (!notBefore) {
      return {
        ru: "Нет часа, который подошёл бы во всех часовых поясах сети, а свой пояс клиента неизвестен.",
        en: "No hour suits every time zone of the network, and the client's own is unknown.",
      }[language];
    }
    const next = momentWords(notBefore, zone, language, today);
    const { opens: first, closes: last } = because;
    if (typeof first === "string" && typeof last === "string" && first >= last)
      return {
        ru: `В этот день нет часа, который подошёл бы. Можно с ${next}.${clock}`,
        en: `No hour of that day suits. From ${next}.${clock}`,
      }[language];
    return {
      ru: `У клиента уже тихие часы. Можно с ${next}.${clock}`,
      en: `Quiet hours at the client's. From ${next}.${clock}`,
    }[language];
  },
};

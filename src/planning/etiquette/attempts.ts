/**
 * Nobody answered: so many tries for one occasion, then the next channel or none. Whatever a call was about that nobody
 * answered, or that the client put off, the next one keeps a decent distance.
 */
import { sql } from "../../database/sql.ts";
import { plural } from "../../kernel/language.ts";
import { momentWords } from "../say.ts";
import type { EtiquetteRule } from "../etiquette-rule.ts";
import { beginningOf } from "./beginning-of.ts";

export const attempts: EtiquetteRule = {
  code: "attempts",
  place: 13,
  name: { ru: "не дозвонились", en: "nobody answered" },
  refuses: sql`o.attempts_over and o.channel = 'call' and o.call_back_at is null`,
  holds: sql`o.next_try_at >= o.closes_at and o.channel = 'call' and o.call_back_at is null`,
  because: sql`case when o.unanswered is null and o.next_try_at is null then '{}'
    else jsonb_build_object('unanswered', coalesce(o.unanswered, 0), 'last', o.last_try_at, 'next', o.next_try_at, 'zone', o.zone) end`,
  notBefore: sql`case when o.attempts_over is null then greatest(o.next_try_at, ${beginningOf(sql`o.on_day + 1`)}) end`,
  say: ({ says, because, notBefore }, { language, today }) => {
    const count = Number(because["unanswered"] ?? 0);
    const isFree = because["next"] === undefined;
    if (isFree) return { ru: "Ещё не звонили.", en: "Not called yet." }[language];
    const zone = String(because["zone"]);
    const next = momentWords(says === "hold" ? notBefore : because["next"], zone, language, today);
    if (count === 0)
      return {
        ru: `Недавно звонили по другому поводу или обещали позвонить. Следующий звонок с ${next}.`,
        en: `Called about something else lately, or a call is promised. The next call from ${next}.`,
      }[language];
    const calls = {
      ru: `${count} ${plural("ru", count, ["звонок", "звонка", "звонков"])} без ответа`,
      en: `${count} ${plural("en", count, ["call", "calls", "calls"])} without an answer`,
    }[language];
    if (says === "refuse")
      return { ru: `${calls}. Больше не звоним.`, en: `${calls}. No more calls.` }[language];
    return { ru: `${calls}. Следующий с ${next}.`, en: `${calls}. The next from ${next}.` }[language];
  },
};

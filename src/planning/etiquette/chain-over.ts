/** The chain has ended for this occasion, or keeps silent for a while, as it says itself. */
import { sql } from "../../database/sql.ts";
import { dayWords } from "../say.ts";
import type { EtiquetteRule } from "../etiquette-rule.ts";
import { beginningOf } from "./beginning-of.ts";

const reasons: Record<string, { ru: string; en: string }> = {
  answered: { ru: "об этом уже поговорили", en: "this was talked about" },
  goal: { ru: "цели уже добились", en: "the goal was reached" },
  refused: { ru: "от цепочки отказались", en: "the chain was refused" },
  unanswered: { ru: "на цепочку не отвечают", en: "nobody answers the chain" },
};

export const chainOver: EtiquetteRule = {
  code: "chain_over",
  place: 19,
  name: { ru: "цепочка закончена", en: "the chain is over" },
  refuses: sql`o.chain_over_by is not null and o.call_back_at is null`,
  because: sql`case when o.chain_over_by is null then '{}'
    else jsonb_build_object('by', o.chain_over_by, 'on', o.chain_over_on, 'free', o.chain_free_on) end`,
  notBefore: beginningOf(sql`o.chain_free_on`),
  say: ({ because }, { language, today }) => {
    const reason = reasons[String(because["by"])];
    if (!reason) return { ru: "Цепочка продолжается.", en: "The chain goes on." }[language];
    const on = dayWords(because["on"], language, today);
    const free = dayWords(because["free"], language, today);
    const rest = free ? { ru: ` Не раньше ${free}.`, en: ` Not before ${free}.` }[language] : "";
    return { ru: `${on}: ${reason.ru}.${rest}`, en: `${on}: ${reason.en}.${rest}` }[language];
  },
};

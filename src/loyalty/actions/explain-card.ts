import { toPlainDate } from "../../kernel/calendar.ts";
import { dayIn } from "../../kernel/clock.ts";
import type { Language } from "../../kernel/language.ts";
import type { WhyThisDate } from "../contract.ts";
import { findTillCard, lastPresentedAt } from "../store/till-card.ts";
import { noSuchCard } from "../till.ts";
import { whyThisDate, type Because } from "../why.ts";
import { explainDates } from "./explain-dates.ts";
import type { Till } from "./run-command.ts";

/** Throws `not_found`. */
export async function explainCard(
  { db, clock }: Till,
  { number, language }: { number: string; language: Language },
): Promise<WhyThisDate> {
  const card = await findTillCard(db, number);
  if (!card) throw noSuchCard(number);
  const lastPresentedOn = toPlainDate(card.lastPresentedOn);
  const validThrough = toPlainDate(card.validThrough);
  const soldOn = toPlainDate(card.soldOn);
  const because = await explainDates(db, [{ ...card, soldOn, lastPresentedOn, validThrough }]);
  const date = {
    lastPresentedOn,
    lastPresentedAt: await lastPresentedAt(db, card),
    because: because.get(card.cardId) as Because,
    validThrough,
  };
  return {
    card: card.number,
    validThrough: validThrough.toString(),
    why: whyThisDate(date, language, dayIn(card.zone, clock.now())),
  };
}

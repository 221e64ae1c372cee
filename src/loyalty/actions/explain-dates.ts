/** Which promise, a presentation's or a grace period's, made each card's last valid day. */
import type { Connection } from "../../database/sql.ts";
import { fromPlainDate, toPlainDate, type EpochDay } from "../../kernel/calendar.ts";
import { validThrough } from "../expiry.ts";
import { programOn, type ProgramVersion } from "../program-versions.ts";
import { prolongations } from "../store/grace.ts";
import { presentationDays } from "../store/presentations.ts";
import { loadPrograms } from "../store/programs.ts";
import type { Because } from "../why.ts";

export interface DatedCard {
  clientId: string;
  cardId: string;
  cardType: string;
  soldOn: Temporal.PlainDate;
  lastPresentedOn: Temporal.PlainDate;
  validThrough: Temporal.PlainDate;
}

/** By card. */
export async function explainDates(
  db: Connection,
  cards: readonly DatedCard[],
): Promise<Map<string, Because>> {
  const programs = await loadPrograms(db);
  const found = new Map<string, Because>();
  for (const card of cards) {
    const because = ofPresentation(card, fromPlainDate(card.lastPresentedOn), programs);
    if (because.reaches === fromPlainDate(card.validThrough)) found.set(card.cardId, because);
  }
  const others = cards.filter(({ cardId }) => !found.has(cardId));
  if (others.length === 0) return found;
  const asked = others.map(({ clientId, cardId }) => ({ clientId, cardId }));
  const graces = await prolongations(db, asked);
  const days = await presentationDays(db, asked);
  for (const card of others) {
    const through = fromPlainDate(card.validThrough);
    const grace = graces.get(card.cardId)?.find((one) => one.through === through);
    const shown = [fromPlainDate(card.soldOn), ...(days.get(card.cardId) ?? [])]
      .map((day) => ofPresentation(card, day, programs))
      .findLast(({ reaches }) => reaches === through);
    if (grace) found.set(card.cardId, { kind: "grace", on: toPlainDate(grace.on), reason: grace.reason });
    else found.set(card.cardId, shown ?? ofPresentation(card, fromPlainDate(card.lastPresentedOn), programs));
  }
  return found;
}

function ofPresentation(
  card: DatedCard,
  day: EpochDay,
  programs: readonly ProgramVersion[],
): Because & { kind: "presentation"; reaches: EpochDay } {
  const { validity } = programOn(programs, card, day);
  return { kind: "presentation", on: toPlainDate(day), validity, reaches: validThrough(day, validity) };
}

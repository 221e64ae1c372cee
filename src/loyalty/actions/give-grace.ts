/** A grace period: the owner lets the bonus of a card, of an office's cards or of every card be spent for longer. */
import type { Connection } from "../../database/sql.ts";
import { formatDay, parseDay, type EpochDay } from "../../kernel/calendar.ts";
import { newId } from "../../kernel/ids.ts";
import { refuseIfInterrupted } from "../../kernel/interruption.ts";
import type { CardState } from "../contract.ts";
import { burnsOn } from "../expiry.ts";
import type { CardGracePeriod, GracePeriod, GracePeriodState } from "../grace-contract.ts";
import { inputHash, keyConflict } from "../../kernel/idempotency.ts";
import { refuseUnlessMay } from "../staff-rights.ts";
import {
  applyGrace,
  giveOnce,
  gracesToApply,
  insertCardGrace,
  isGraceDue,
  loadGraces,
  markApplied,
  type Grace,
  type GraceStep,
} from "../store/grace.ts";
import { isOffice, roleOf } from "../store/till-card.ts";
import { refuse } from "../till.ts";
import { computeOnCard, saveOnCard } from "./book-on-card.ts";
import { burnBonuses } from "./burn-bonuses.ts";
import { runOnCard, type CardCommand, type Command, type Till } from "./run-command.ts";

/** Throws `bad_input`, `idempotency_conflict`, `not_allowed`, `not_found`. */
export const giveGraceToCard = (till: Till, command: CardCommand<CardGracePeriod>): Promise<CardState> =>
  runOnCard(till, "grace", command, async (run) => {
    const { trx, card, today, now, input } = run;
    refuseUnlessMay("grace", await roleOf(trx, input.staffMember));
    if (today > card.validThrough) {
      const day = formatDay(burnsOn(card.validThrough));
      refuse("through", `a card with a bonus: on this one it burned on ${day} and can be given back by hand`);
    }
    const through = laterDay(input.through, card.validThrough);
    await insertCardGrace(trx, {
      clientId: card.clientId,
      cardId: card.cardId,
      id: newId(),
      through: formatDay(through),
      reason: input.reason,
      staffMemberId: input.staffMember,
      givenAt: now,
    });
    return saveOnCard(run, await computeOnCard(trx, run, { prolonged: [{ on: today, through }] }));
  });

/** Throws `bad_input`. */
function laterDay(text: string, than: EpochDay): EpochDay {
  const day = parseDay(text);
  if (day !== undefined && day > than) return day;
  return refuse("through", `a day after ${formatDay(than)}`);
}

export interface GraceOptions {
  cardsPerBatch?: number;
  onProgress?: (cards: number) => void;
  signal?: AbortSignal;
}

/**
 * To every card, or to those that an office sold. A batch is one statement; what is interrupted goes on when the command
 * is sent again, or by the worker. Throws `bad_input`, `idempotency_conflict`, `interrupted`, `not_allowed`.
 */
export async function giveGrace(
  till: Till,
  { key, input }: Command<GracePeriod>,
  options: GraceOptions = {},
): Promise<GracePeriodState> {
  const { db, clock } = till;
  refuseUnlessMay("grace", await roleOf(db, input.staffMember));
  if (input.office !== undefined && !(await isOffice(db, input.office))) refuse("office", "an office's id");
  const now = clock.now();
  const through = parseDay(input.through) ?? refuse("through", "a day as YYYY-MM-DD");
  const hash = inputHash("grace", input);
  const grace = await giveOnce(db, key, {
    id: newId(),
    officeId: input.office ?? null,
    through: formatDay(through),
    reason: input.reason,
    staffMemberId: input.staffMember,
    givenAt: now,
    inputHash: hash,
  });
  if (grace.inputHash !== hash) throw keyConflict(key, "grace period");
  return showGrace({ ...grace, cards: grace.cards ?? (await applyToAll(till, grace, options)) });
}

/** Returns how many cards it moved in this run. */
async function applyToAll(
  { db, clock }: Till,
  grace: Grace,
  { cardsPerBatch = 5000, onProgress, signal }: GraceOptions,
): Promise<number> {
  let cards = 0;
  do {
    // What was gone before the grace period stays gone.
    await burnBonuses(db, grace.givenAt, { clock, ...(signal ? { signal } : {}) });
    let after: GraceStep["last"];
    do {
      refuseIfInterrupted(signal);
      const step = await applyGrace(db, grace, { after, limit: cardsPerBatch });
      cards += step.moved;
      after = step.last;
      onProgress?.(cards);
    } while (after);
  } while (await isGraceDue(db, grace));
  await markApplied(db, grace, { cards, at: clock.now() });
  return cards;
}

/** What a process that died has left. Returns how many grace periods there were. */
export async function finishGraces(till: Till, signal?: AbortSignal): Promise<number> {
  const graces = await gracesToApply(till.db, till.clock.now().subtract({ minutes: 2 }));
  for (const grace of graces) await applyToAll(till, grace, signal ? { signal } : {});
  return graces.length;
}

export const readGraces = async (db: Connection): Promise<GracePeriodState[]> =>
  (await loadGraces(db)).map(showGrace);

const showGrace = (grace: Grace): GracePeriodState => ({
  id: grace.id,
  office: grace.officeId,
  through: grace.through.toString(),
  reason: grace.reason,
  staffMember: grace.staffMemberId,
  givenAt: grace.givenAt.toString(),
  cards: grace.cards,
});

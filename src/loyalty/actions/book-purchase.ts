import type { Connection } from "../../database/sql.ts";
import { insertPurchases } from "../../dealings/store.ts";
import { formatDay, type EpochDay } from "../../kernel/calendar.ts";
import { newId } from "../../kernel/ids.ts";
import { toDecimal } from "../../kernel/money.ts";
import type { BookedPurchase, Purchase, Quote } from "../contract.ts";
import { depositPosting } from "../deposit.ts";
import { findTillCard, roleOf } from "../store/till-card.ts";
import { noSuchCard, refuse, todayAt, type TillCard } from "../till.ts";
import { payPurchase, purchaseSums, readPurchase, type TillPurchase } from "../till-purchase.ts";
import { bookAtOnce } from "./book-at-once.ts";
import { computeOnCard, saveOnCard } from "./book-on-card.ts";
import { recordPresentation } from "./present-card.ts";
import { runOnCard, type CardCommand, type Till } from "./run-command.ts";

/**
 * A presentation, the discount, bonus spent, money from the deposit, bonus earned. Throws `bad_input`, `card_blocked`,
 * `card_expired`, `insufficient_bonus`, `insufficient_deposit` and what `runOnCard` throws.
 */
export const bookPurchase = async (till: Till, command: CardCommand<Purchase>): Promise<BookedPurchase> =>
  (await bookAtOnce(till, command)) ?? bookOnHistory(till, command);

/** In any order of arrival. */
const bookOnHistory = (till: Till, command: CardCommand<Purchase>): Promise<BookedPurchase> =>
  runOnCard(till, "purchase", command, async (run) => {
    const { trx, card, key, input } = run;
    const booked = await compute(trx, run, input, `till:${key}`);
    const { booking, purchase, quote, deposit } = booked;
    if (input.staffMember !== undefined && !(await roleOf(trx, input.staffMember)))
      refuse("staffMember", "a staff member's id");
    await recordPresentation(run, purchase.on);
    const { dealingId: id, on, price, sourceKey } = purchase;
    await insertPurchases(trx, [
      {
        clientId: card.clientId,
        cardId: card.cardId,
        id,
        happenedOn: formatDay(on),
        price,
        discount: quote.discount,
        redeemed: quote.redeemed,
        paid: quote.paid,
        officeId: input.office ?? null,
        staffMemberId: input.staffMember ?? null,
        sourceKey,
      },
    ]);
    if (deposit > 0n) booking.postings.push(depositPosting("paid", { key, on, dealingId: id }, deposit));
    const state = await saveOnCard(run, booking, { on, officeId: input.office ?? null });
    return { ...purchaseSums(booked), purchase: id, card: state };
  });

/** What `bookPurchase` would answer now. Throws the same refusals. */
export async function quotePurchase(
  { db, clock }: Till,
  { number, input }: { number: string; input: Purchase },
): Promise<Quote> {
  const card = await findTillCard(db, number);
  if (!card) throw noSuchCard(number);
  const key = newId();
  const at = { card, today: todayAt(card.zone, clock.now()) };
  const booked = await compute(db, at, input, `till:${key}`);
  return {
    ...purchaseSums(booked),
    redeemable: toDecimal(booked.quote.redeemable),
    validThrough: formatDay(booked.booking.validThrough),
    idempotencyKey: key,
  };
}

async function compute(
  db: Connection,
  at: { card: TillCard; today: EpochDay },
  input: Purchase,
  sourceKey: string,
): Promise<TillPurchase> {
  const { purchase, redeem } = readPurchase(at, input, sourceKey);
  const booking = await computeOnCard(db, at, { purchases: [purchase] }, redeem);
  return payPurchase(at.card, input, purchase, booking);
}

import type { Connection } from "../../database/sql.ts";
import { insertPurchases } from "../../dealings/store.ts";
import { formatDay, type EpochDay } from "../../kernel/calendar.ts";
import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { toDecimal } from "../../kernel/money.ts";
import type { BookedPurchase, Purchase, Quote } from "../contract.ts";
import type { NewPurchase } from "../booking.ts";
import { depositPosting } from "../deposit.ts";
import type { PurchaseQuote } from "../purchase.ts";
import { findTillCard, roleOf, type TillCard } from "../store/till-card.ts";
import { dayOf, noSuchCard, refuse, refuseUnlessActive, sumOf, todayAt } from "../till.ts";
import { computeOnCard, saveOnCard } from "./book-on-card.ts";
import { recordPresentation } from "./present-card.ts";
import { runOnCard, type CardCommand, type Till } from "./run-command.ts";

/**
 * A presentation, the discount, bonus spent, money from the deposit, bonus earned. Throws `bad_input`, `card_blocked`,
 * `idempotency_conflict`, `insufficient_bonus`, `insufficient_deposit`, `not_found`.
 */
export const bookPurchase = (till: Till, command: CardCommand<Purchase>): Promise<BookedPurchase> =>
  runOnCard(till, "purchase", command, async (run) => {
    const { trx, card, key, input } = run;
    const { booking, purchase, quote, deposit } = await compute(trx, run, input, `till:${key}`);
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
    return { ...figures(quote, deposit), purchase: id, card: state };
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
  const { booking, quote, deposit } = await compute(db, at, input, `till:${key}`);
  return {
    ...figures(quote, deposit),
    redeemable: toDecimal(quote.redeemable),
    validThrough: formatDay(booking.validThrough),
    idempotencyKey: key,
  };
}

async function compute(
  db: Connection,
  at: { card: TillCard; today: EpochDay },
  input: Purchase,
  sourceKey: string,
) {
  refuseUnlessActive(at.card);
  const purchase: NewPurchase = {
    dealingId: newId(),
    sourceKey,
    on: dayOf(input.on, at.card.soldOn, at.today),
    price: sumOf("price", input.price),
  };
  const redeem = sumOf("redeem", input.redeem ?? "0.00");
  const booking = await computeOnCard(db, at, { purchases: [purchase] }, redeem);
  const quote = booking.purchases[0]?.quote as PurchaseQuote;
  const deposit = sumOf("deposit", input.deposit ?? "0.00");
  if (deposit > quote.paid) refuse("deposit", `at most the ${toDecimal(quote.paid)} that is paid in money`);
  if (deposit > at.card.deposit) {
    throw new DomainError(
      "insufficient_deposit",
      `The deposit holds ${toDecimal(at.card.deposit)}, ${toDecimal(deposit)} was asked for.`,
      { place: { field: "deposit" } },
    );
  }
  return { booking, purchase, quote, deposit };
}

const figures = (quote: PurchaseQuote, deposit: bigint) => ({
  discount: toDecimal(quote.discount),
  due: toDecimal(quote.due),
  redeemed: toDecimal(quote.redeemed),
  paid: toDecimal(quote.paid),
  fromDeposit: toDecimal(deposit),
  earned: toDecimal(quote.earned),
});

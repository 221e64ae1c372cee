import { formatDay } from "../../kernel/calendar.ts";
import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { toDecimal } from "../../kernel/money.ts";
import type { OpenTransaction } from "../../database/sql.ts";
import type { BookedRefund, Refund, RefundQuote } from "../contract.ts";
import { cardAfter } from "../booking.ts";
import { depositPosting } from "../deposit.ts";
import { reversalPosting, type Posting } from "../ledger.ts";
import { refundShares, type RefundShares } from "../refund.ts";
import { insertRefund, refundablePurchase } from "../store/refunds.ts";
import { findTillCard } from "../store/till-card.ts";
import { noSuchCard, refuse, refuseNumber, sumOf, type NumberState, type TillCard } from "../till.ts";
import { computeOnCard, saveOnCard } from "./book-on-card.ts";
import { runOnCard, type CardCommand, type CardRun, type Till } from "./run-command.ts";

const accepted: readonly NumberState[] = ["active", "replaced"];

/**
 * On a blocked or expired card and by a replaced number too: it is the client's money, and it goes to the client's
 * card. The presentation stands. What is refunded in full already is answered with nothing. Throws `bad_input`,
 * `card_waiting`, `idempotency_conflict`, `not_found`.
 */
export const refundPurchase = (till: Till, command: CardCommand<Refund>): Promise<BookedRefund> =>
  runOnCard(
    till,
    "refund",
    command,
    async (run) => {
      const { trx, card, today, now, key, input } = run;
      const { purchase, price } = await refundOf(trx, card, input);
      const settled = await bookDueBurns(run);
      const shares = refundShares(purchase, price);
      const dealing = { id: input.purchase, refundKey: key, happenedOn: purchase.happenedOn };
      const postings: Posting[] = (["redeemed", "earned"] as const).flatMap((what) =>
        shares[what] > 0n ? [reversalPosting(what, dealing, shares[what])] : [],
      );
      if (shares.deposit > 0n)
        postings.push(depositPosting("refunded", { key, on: today, dealingId: dealing.id }, shares.deposit));
      if (price > 0n) {
        const { clientId, cardId } = card;
        const on = formatDay(today);
        await insertRefund(trx, {
          clientId,
          cardId,
          id: newId(),
          dealingId: dealing.id,
          on,
          price,
          bookedAt: now,
        });
      }
      return {
        ...tellShares(price, shares),
        card: await saveOnCard(settled, await computeOnCard(trx, settled, { postings })),
      };
    },
    { accepts: accepted },
  );

/** What a refund would give back and take back now; books nothing. Throws `bad_input`, `card_waiting`, `not_found`. */
export const quoteRefund = (
  { db }: Till,
  { number, input }: { number: string; input: Refund },
): Promise<RefundQuote> =>
  db.transaction().execute(async (trx) => {
    const card = await findTillCard(trx, number);
    if (!card) throw noSuchCard(number);
    refuseNumber(card, accepted);
    const { purchase, price } = await refundOf(trx, card, input);
    return tellShares(price, refundShares(purchase, price));
  });

/** Throws `bad_input`, `not_found`. */
async function refundOf(trx: OpenTransaction, card: TillCard, input: Refund) {
  const purchase = await refundablePurchase(trx, card, input.purchase);
  if (!purchase)
    throw new DomainError(
      "not_found",
      `There is no purchase ${input.purchase} with the card ${card.number}.`,
      { place: { field: "purchase" } },
    );
  const left = purchase.price - purchase.refunded;
  const price = input.price === undefined ? left : sumOf("price", input.price);
  if (price > left) refuse("price", `at most ${toDecimal(left)}, which is left of the purchase`);
  return { purchase, price };
}

const tellShares = (price: bigint, shares: RefundShares): RefundQuote => ({
  price: toDecimal(price),
  redeemed: toDecimal(shares.redeemed),
  earned: toDecimal(shares.earned),
  deposit: toDecimal(shares.deposit),
  cash: toDecimal(shares.cash),
});

/**
 * What has burned by today without the refund, as a posting of its own: months that are over have said so, and what the
 * refund makes of it is the refund's.
 */
async function bookDueBurns(run: CardRun<Refund>): Promise<CardRun<Refund>> {
  const due = await computeOnCard(run.trx, run, {});
  if (due.postings.length === 0) return run;
  await saveOnCard(run, due);
  return { ...run, card: cardAfter(run.card, due) };
}

import { formatDay } from "../../kernel/calendar.ts";
import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { toDecimal } from "../../kernel/money.ts";
import type { BookedRefund, Refund } from "../contract.ts";
import { cardAfter } from "../booking.ts";
import { depositPosting } from "../deposit.ts";
import { reversalPosting, type Posting } from "../ledger.ts";
import { refundShares } from "../refund.ts";
import { insertRefund, refundablePurchase } from "../store/refunds.ts";
import { refuse, sumOf } from "../till.ts";
import { computeOnCard, saveOnCard } from "./book-on-card.ts";
import { runOnCard, type CardCommand, type CardRun, type Till } from "./run-command.ts";

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
      const purchase = await refundablePurchase(trx, card, input.purchase);
      if (!purchase) {
        throw new DomainError(
          "not_found",
          `There is no purchase ${input.purchase} with the card ${card.number}.`,
          {
            place: { field: "purchase" },
          },
        );
      }
      const settled = await bookDueBurns(run);
      const left = purchase.price - purchase.refunded;
      const price = input.price === undefined ? left : sumOf("price", input.price);
      if (price > left) refuse("price", `at most ${toDecimal(left)}, which is left of the purchase`);
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
        price: toDecimal(price),
        redeemed: toDecimal(shares.redeemed),
        earned: toDecimal(shares.earned),
        deposit: toDecimal(shares.deposit),
        cash: toDecimal(shares.cash),
        card: await saveOnCard(settled, await computeOnCard(trx, settled, { postings })),
      };
    },
    { accepts: ["active", "replaced"] },
  );

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

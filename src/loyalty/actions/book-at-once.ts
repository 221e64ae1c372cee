/**
 * The purchase that a till sends as it happens, in two statements: one reads the card without a lock, the other writes
 * everything if the card still stands as it was read. Undefined is for what has to be booked on the card's history:
 * late events, burns not booked yet, and every refusal of places and people.
 */
import { formatDay } from "../../kernel/calendar.ts";
import { newId } from "../../kernel/ids.ts";
import { bookNews, cardAfter, depositAdded } from "../booking.ts";
import type { BookedPurchase, Purchase } from "../contract.ts";
import { depositPosting } from "../deposit.ts";
import { inputHash } from "../../kernel/idempotency.ts";
import { programOn } from "../program-versions.ts";
import { readForPurchase, writePurchase, type ReadForPurchase } from "../store/purchase-at-once.ts";
import { showCard, todayAt } from "../till.ts";
import { payPurchase, purchaseSums, readPurchase } from "../till-purchase.ts";
import { earlierAnswer, type CardCommand, type Till } from "./run-command.ts";

/** After so many the card is busy, and waiting for its lock is cheaper. */
const attempts = 3;

/** Throws the refusals of `bookPurchase`. */
export async function bookAtOnce(
  { db, clock }: Till,
  command: CardCommand<Purchase>,
): Promise<BookedPurchase | undefined> {
  const { number, key, input } = command;
  if (input.bearer === "client" || input.bearerClient !== undefined || input.bearerNew) return undefined;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const read = await readForPurchase(db, {
      number,
      key,
      office: input.office,
      staffMember: input.staffMember,
    });
    if (!read) return undefined;
    const hash = inputHash(`purchase ${read.card.number}`, input);
    if (read.done) return earlierAnswer(read.done, key, hash) as BookedPurchase;
    const now = clock.now();
    const computed = computeAtOnce(read, command, now);
    if (!computed) return undefined;
    const { row, answer } = computed;
    const bookedAt = now.toString();
    if (await writePurchase(db, read.card, { ...row, key, inputHash: hash, answer, bookedAt })) return answer;
  }
  return undefined;
}

function computeAtOnce(
  { card, programs, placesKnown, burnIsBooked }: ReadForPurchase,
  { key, input }: CardCommand<Purchase>,
  now: Temporal.Instant,
) {
  const today = todayAt(card.zone, now);
  const burnMatters = burnIsBooked || (card.balance > 0n && today > card.validThrough);
  if (!placesKnown || card.lastPresentedOn > today || burnMatters) return undefined;
  if (card.numberState !== "active" || card.state !== "active" || today > card.expiresOn) return undefined;
  const sourceKey = `till:${key}`;
  const { purchase, redeem } = readPurchase({ card, today }, input, sourceKey);
  if (purchase.on !== today) return undefined;
  // The card's life up to now comes to its balance: nothing in it is later than today, and its burns are booked.
  const life = {
    cardId: card.cardId,
    presentedOn: [],
    prolonged: [{ on: today, through: card.validThrough }],
    changes: [{ on: today, amount: card.balance }],
    burns: [],
  };
  const rules = { programOn: () => programOn(programs, card, today), redeem, today };
  const booking = bookNews(life, { purchases: [purchase] }, rules);
  const paid = payPurchase(card, input, purchase, booking);
  const { quote, deposit } = paid;
  const id = purchase.dealingId;
  if (deposit > 0n) booking.postings.push(depositPosting("paid", { key, on: today, dealingId: id }, deposit));
  const answer: BookedPurchase = {
    ...purchaseSums(paid),
    purchase: id,
    card: showCard(cardAfter(card, booking), today),
  };
  const row = {
    dealingId: id,
    presentationId: newId(),
    on: formatDay(today),
    price: purchase.price,
    discount: quote.discount,
    redeemed: quote.redeemed,
    paid: quote.paid,
    office: input.office ?? null,
    staffMember: input.staffMember ?? null,
    bearer: input.bearer ?? "owner",
    sourceKey,
    validThrough: formatDay(booking.validThrough),
    balanceChange: booking.balanceChange,
    depositChange: depositAdded(booking),
    postings: booking.postings,
  };
  return { row, answer };
}

/**
 * The purchase that a till sends as it happens: one statement writes everything if the card still stands as this process
 * saw it last; a card it has not seen is read first, without a lock. Undefined is for what has to be booked on the card's
 * history: late events, burns not booked yet, and every refusal of places and people.
 */
import { formatDay } from "../../kernel/calendar.ts";
import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { bookNews, cardAfter, depositAdded } from "../booking.ts";
import type { BookedPurchase, Purchase } from "../contract.ts";
import { depositPosting } from "../deposit.ts";
import { inputHash } from "../../kernel/idempotency.ts";
import { programOn } from "../program-versions.ts";
import { remember, type SeenCard } from "../recall.ts";
import { readForPurchase, writePurchase } from "../store/purchase-at-once.ts";
import { showCard, todayAt } from "../till.ts";
import { payPurchase, purchaseSums, readPurchase } from "../till-purchase.ts";
import { earlierAnswer, type CardCommand, type Till } from "./run-command.ts";

/** After so many the card is busy, and waiting for its lock is cheaper. */
const attempts = 3;

/** Throws the refusals of `bookPurchase`. */
export async function bookAtOnce(
  till: Till,
  command: CardCommand<Purchase>,
): Promise<BookedPurchase | undefined> {
  const { db, recall } = till;
  const { number, key, input } = command;
  if (input.bearer === "client" || input.bearerClient !== undefined || input.bearerNew) return undefined;
  const recalled = await bookRecalled(till, command);
  if (recalled) return recalled;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const read = await readForPurchase(db, {
      number,
      key,
      office: input.office,
      staffMember: input.staffMember,
    });
    if (!read) return undefined;
    if (read.done) {
      const hash = inputHash(`purchase ${read.card.number}`, input);
      return earlierAnswer(read.done, key, hash) as BookedPurchase;
    }
    if (!read.placesKnown || read.burnIsBooked) return undefined;
    for (const place of placesOf(input)) recall?.places.add(place);
    const tried = await compute(till, read, command);
    if (tried !== "not seen as it stands") return tried;
  }
  return undefined;
}

const placesOf = ({ office, staffMember }: Purchase): string[] =>
  [office, staffMember].filter((place) => place !== undefined);

/** From memory alone. A refusal is nobody's to tell until the card has been read. */
async function bookRecalled(till: Till, command: CardCommand<Purchase>): Promise<BookedPurchase | undefined> {
  const { recall } = till;
  const seen = recall?.cards.get(command.number);
  if (!recall || !seen || !placesOf(command.input).every((place) => recall.places.has(place)))
    return undefined;
  recall.cards.delete(command.number);
  try {
    const tried = await compute(till, seen, command);
    return tried === "not seen as it stands" ? undefined : tried;
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}

/** Undefined: not to be booked at once. */
async function compute(
  { db, clock, recall }: Till,
  seen: SeenCard,
  command: CardCommand<Purchase>,
): Promise<BookedPurchase | undefined | "not seen as it stands"> {
  const now = clock.now();
  const computed = computeAtOnce(seen, command, now);
  if (!computed) return undefined;
  const { row, answer, card } = computed;
  const written = await writePurchase(db, seen, {
    ...row,
    key: command.key,
    inputHash: inputHash(`purchase ${card.number}`, command.input),
    answer: JSON.stringify(answer),
    bookedAt: now.toString(),
  });
  if (written === undefined) return "not seen as it stands";
  if (recall) remember(recall, { ...seen, card, rowVersion: written });
  return answer;
}

function computeAtOnce(
  { card, programs }: SeenCard,
  { key, input }: CardCommand<Purchase>,
  now: Temporal.Instant,
) {
  const today = todayAt(card.zone, now);
  const isBurned = card.balance > 0n && today > card.validThrough;
  if (card.lastPresentedOn > today || isBurned) return undefined;
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
  const after = cardAfter(card, booking);
  const answer: BookedPurchase = { ...purchaseSums(paid), purchase: id, card: showCard(after, today) };
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
  return { row, answer, card: after };
}

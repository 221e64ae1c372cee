/**
 * What news does to a card on which other things are booked already, in any order of arrival. Sums already booked are
 * facts and stay; only burns are corrected.
 */
import type { EpochDay } from "../kernel/calendar.ts";
import { kopecks, type Kopecks } from "../kernel/money.ts";
import { validThrough } from "./expiry.ts";
import { bonusChange, dealingPosting, depositChange, type Posting } from "./ledger.ts";
import type { Program } from "./program.ts";
import { quotePurchase, type PurchaseQuote, type Redeem } from "./purchase.ts";
import {
  burnBefore,
  correctBurns,
  later,
  promise,
  trueBurns,
  type BookedBurn,
  type Moment,
  type Standing as CardStanding,
} from "./true-burns.ts";

export interface NewPurchase {
  dealingId: string;
  sourceKey: string;
  on: EpochDay;
  price: Kopecks;
}

/** A grace period given on a day: the bonus that is there then can be spent through another. */
export interface Prolongation {
  on: EpochDay;
  through: EpochDay;
}

/** What is booked on a card. */
export interface CardHistory {
  cardId: string;
  /** Days on which it was presented, the day of sale included. */
  presentedOn: readonly EpochDay[];
  /** Grace periods; those given before the first presentation are not for this card. */
  prolonged: readonly Prolongation[];
  /** Changes of the bonus other than burned and restored, in the order they happened. */
  changes: readonly { on: EpochDay; amount: bigint }[];
  burns: readonly BookedBurn[];
}

/** What is to be booked. */
export interface News {
  /** Days on which the card was presented without a purchase. */
  presentedOn?: readonly EpochDay[];
  /** In order of days and, within a day, of the file. Every one is a presentation. */
  purchases?: readonly NewPurchase[];
  prolonged?: readonly Prolongation[];
  /** Postings that nothing has to be computed for. */
  postings?: readonly Posting[];
}

export interface Rules {
  programOn(day: EpochDay): Program;
  redeem: Redeem;
  /** Burns that are true by this day are booked too. */
  today?: EpochDay;
}

export interface Booking {
  /** In the order of the new purchases given. */
  purchases: { purchase: NewPurchase; quote: PurchaseQuote }[];
  postings: Posting[];
  /** What the postings add to the stored balance. */
  balanceChange: bigint;
  lastPresentedOn: EpochDay;
  validThrough: EpochDay;
}

interface TimelineMoment extends Moment {
  isPresentation?: boolean;
  purchase?: NewPurchase;
}

/** There is a presentation, booked or new. Throws `insufficient_bonus`. */
export function bookNews(history: CardHistory, news: News, rules: Rules): Booking {
  const timeline = inOrder(history, news, rules);
  const quoted: Booking["purchases"] = [];
  const postings: Posting[] = [...(news.postings ?? [])];
  const lastChange = history.changes.at(-1)?.on;
  const standing: CardStanding = { balance: 0n, validThrough: undefined };
  timeline.forEach((moment, index) => {
    burnBefore(standing, moment.on);
    promise(standing, moment.validThrough);
    const { purchase } = moment;
    if (purchase) {
      const isLate = lastChange !== undefined && lastChange > moment.on;
      const balance = isLate ? unspentLater(timeline.slice(index + 1), standing) : standing.balance;
      const quote = quotePurchase({
        price: purchase.price,
        balance: kopecks(balance),
        program: rules.programOn(purchase.on),
        redeem: rules.redeem,
      });
      quoted.push({ purchase, quote });
      postings.push(...postingsOf(purchase, quote));
      moment.amount = quote.earned - quote.redeemed;
    }
    standing.balance += moment.amount;
  });
  const last = timeline.at(-1)?.on as EpochDay;
  const through = history.burns.reduce(
    (latest, burn) => (burn.burnsOn > latest ? burn.burnsOn : latest),
    rules.today !== undefined && rules.today > last ? rules.today : last,
  );
  postings.push(...correctBurns(history.cardId, history.burns, trueBurns(timeline, through)));
  return {
    purchases: quoted,
    postings,
    balanceChange: postings.reduce((sum, posting) => sum + bonusChange(posting), 0n),
    ...lastPresentation(timeline),
  };
}

/** Of one day, what is booked comes before what is new. */
function inOrder(history: CardHistory, news: News, rules: Rules): TimelineMoment[] {
  const through = (on: EpochDay) => validThrough(on, rules.programOn(on).validity);
  const moments: TimelineMoment[] = [
    ...[...history.presentedOn, ...(news.presentedOn ?? [])].map((on) => ({
      on,
      validThrough: through(on),
      isPresentation: true,
      amount: 0n,
    })),
    ...history.changes.map(({ on, amount }) => ({ on, amount })),
    ...(news.postings ?? []).map((posting) => ({ on: posting.happenedOn, amount: bonusChange(posting) })),
    ...(news.purchases ?? []).map((purchase) => ({
      on: purchase.on,
      validThrough: through(purchase.on),
      isPresentation: true,
      amount: 0n,
      purchase,
    })),
  ];
  moments.sort((a, b) => a.on - b.on);
  const first = moments.find((moment) => moment.isPresentation)?.on as EpochDay;
  const prolonged = [...history.prolonged, ...(news.prolonged ?? [])].filter(({ on }) => on >= first);
  if (prolonged.length === 0) return moments;
  moments.push(...prolonged.map(({ on, through }) => ({ on, validThrough: through, amount: 0n })));
  return moments.sort((a, b) => a.on - b.on);
}

/** How much of the bonus none of the later moments lives on, so that none of them loses its cover. */
function unspentLater(moments: readonly TimelineMoment[], now: CardStanding): bigint {
  const standing = { ...now };
  let lowest = now.balance;
  for (const moment of moments) {
    if (burnBefore(standing, moment.on)) break;
    promise(standing, moment.validThrough);
    standing.balance += moment.amount;
    if (standing.balance < lowest) lowest = standing.balance;
  }
  return lowest;
}

function postingsOf(purchase: NewPurchase, quote: PurchaseQuote): Posting[] {
  const dealing = { id: purchase.dealingId, sourceKey: purchase.sourceKey, happenedOn: purchase.on };
  const postings: Posting[] = [];
  if (quote.redeemed > 0n) postings.push(dealingPosting("redeemed", dealing, quote.redeemed));
  if (quote.earned > 0n) postings.push(dealingPosting("earned", dealing, quote.earned));
  return postings;
}

/** The latest of all promises counts, whatever order they were made in. */
function lastPresentation(timeline: readonly TimelineMoment[]): {
  lastPresentedOn: EpochDay;
  validThrough: EpochDay;
} {
  const last = timeline.findLast((moment) => moment.isPresentation) as Required<TimelineMoment>;
  const latest = (until: EpochDay, { validThrough }: TimelineMoment) =>
    validThrough === undefined ? until : later(until, validThrough);
  return { lastPresentedOn: last.on, validThrough: timeline.reduce(latest, last.validThrough as EpochDay) };
}

/** What the postings add to the stored deposit. */
export const depositAdded = ({ postings }: Pick<Booking, "postings">): bigint =>
  postings.reduce((sum, posting) => sum + depositChange(posting), 0n);

type Standing = Pick<Booking, "lastPresentedOn" | "validThrough"> & { balance: bigint; deposit: bigint };

/** The card as it stands once the booking is written. */
export const cardAfter = <Card extends Standing>(card: Card, booking: Booking): Card => ({
  ...card,
  lastPresentedOn: booking.lastPresentedOn,
  validThrough: booking.validThrough,
  balance: card.balance + booking.balanceChange,
  deposit: card.deposit + depositAdded(booking),
});

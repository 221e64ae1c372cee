/**
 * What the program would have done with past purchases: every client gets a card at the first one, every one is a
 * presentation. A state machine with a few words of state per client; purchases of a client come in order of days.
 */
import { assert } from "../kernel/assert.ts";
import { fromEpochDay, type EpochDay } from "../kernel/calendar.ts";
import { zero, type Kopecks } from "../kernel/money.ts";
import { burnsOn, reminderOn, validThrough } from "./expiry.ts";
import type { Program } from "./program.ts";
import { quotePurchase, type Redeem } from "./purchase.ts";

export interface ReplayRules {
  program: Program;
  redeem: Redeem;
  /** The last day that counts. */
  until: EpochDay;
}

export interface ReplayTotals {
  purchases: number;
  cardsSold: number;
  turnover: Kopecks;
  discount: Kopecks;
  issued: Kopecks;
  redeemed: Kopecks;
  burned: Kopecks;
  reminders: number;
}

export interface ReplayReport extends ReplayTotals {
  clients: number;
  /** Issued, neither redeemed nor burned by the end of `until`. */
  outstanding: Kopecks;
  /** Purchases after `until`: not in any other figure. */
  later: number;
  /** Contiguous from the first month in which anything happened to the last; keys are `YYYY-MM`. */
  months: Map<string, ReplayTotals>;
}

export interface Replay {
  /** False, and nothing is booked, if the client already has a purchase on a later day. */
  book(purchase: { client: string; on: EpochDay; amount: Kopecks }): boolean;
  /** No more purchases of this client will come: its state is let go. */
  leave(client: string): void;
  /** How many clients' state is held. */
  held(): number;
  finish(): ReplayReport;
}

/** Everything else follows from these two: there may be hundreds of thousands of cards. */
interface CardState {
  lastPresentedOn: EpochDay;
  balance: Kopecks;
}

export function startReplay({ program, redeem, until }: ReplayRules): Replay {
  const cards = new Map<string, CardState>();
  const months = new Map<number, ReplayTotals>();
  let clients = 0;
  let later = 0;
  let outstanding = zero;

  function monthOf(day: EpochDay): ReplayTotals {
    const { year, month } = fromEpochDay(day);
    let totals = months.get(year * 12 + month - 1);
    if (!totals) months.set(year * 12 + month - 1, (totals = noTotals()));
    return totals;
  }

  /** What time alone does to a card: first the reminder, then the burning. */
  function passTime(card: CardState, through: { reminders: EpochDay; burning: EpochDay }): void {
    if (card.balance <= zero) return;
    const spendableThrough = validThrough(card.lastPresentedOn, program.validity);
    const remindOn = reminderOn(spendableThrough, program.reminder);
    if (remindOn > card.lastPresentedOn && remindOn <= through.reminders) monthOf(remindOn).reminders++;
    const burnOn = burnsOn(spendableThrough);
    if (burnOn > through.burning) return;
    const month = monthOf(burnOn);
    month.burned = sum(month.burned, card.balance);
    card.balance = zero;
  }

  function leave(client: string): void {
    const card = cards.get(client);
    if (!card) return;
    passTime(card, { reminders: until, burning: until });
    outstanding = sum(outstanding, card.balance);
    cards.delete(client);
  }

  return {
    book({ client, on, amount }) {
      if (on > until) {
        later++;
        return true;
      }
      const month = monthOf(on);
      let card = cards.get(client);
      if (!card) {
        clients++;
        month.cardsSold++;
        cards.set(client, (card = { lastPresentedOn: on, balance: zero }));
      } else if (card.lastPresentedOn > on) return false;
      else if (card.lastPresentedOn < on) {
        // A reminder due today waits for the end of the day, and by then the client has been here.
        passTime(card, { reminders: (on - 1) as EpochDay, burning: on });
        card.lastPresentedOn = on;
      }
      const quote = quotePurchase({ price: amount, balance: card.balance, program, redeem });
      card.balance = (card.balance - quote.redeemed + quote.earned) as Kopecks;
      month.purchases++;
      month.turnover = sum(month.turnover, amount);
      month.discount = sum(month.discount, quote.discount);
      month.issued = sum(month.issued, quote.earned);
      month.redeemed = sum(month.redeemed, quote.redeemed);
      return true;
    },
    leave,
    held: () => cards.size,
    finish() {
      for (const client of cards.keys()) leave(client);
      const totals = [...months.values()].reduce(sumTotals, noTotals());
      assert(totals.issued === totals.redeemed + totals.burned + outstanding, "the replayed bonus adds up");
      return { clients, ...totals, outstanding, later, months: contiguous(months) };
    },
  };
}

const sum = (a: Kopecks, b: Kopecks): Kopecks => (a + b) as Kopecks;

const noTotals = (): ReplayTotals => ({
  purchases: 0,
  cardsSold: 0,
  turnover: zero,
  discount: zero,
  issued: zero,
  redeemed: zero,
  burned: zero,
  reminders: 0,
});

const sumTotals = (a: ReplayTotals, b: ReplayTotals): ReplayTotals => ({
  purchases: a.purchases + b.purchases,
  cardsSold: a.cardsSold + b.cardsSold,
  turnover: sum(a.turnover, b.turnover),
  discount: sum(a.discount, b.discount),
  issued: sum(a.issued, b.issued),
  redeemed: sum(a.redeemed, b.redeemed),
  burned: sum(a.burned, b.burned),
  reminders: a.reminders + b.reminders,
});

function contiguous(months: Map<number, ReplayTotals>): Map<string, ReplayTotals> {
  const known = [...months.keys()].sort((a, b) => a - b);
  const [first = 0] = known;
  const last = known.at(-1) ?? -1;
  const all = new Map<string, ReplayTotals>();
  for (let month = first; month <= last; month++) {
    const year = String(Math.floor(month / 12)).padStart(4, "0");
    all.set(`${year}-${String((month % 12) + 1).padStart(2, "0")}`, months.get(month) ?? noTotals());
  }
  return all;
}

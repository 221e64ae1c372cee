/**
 * What the program would have done with past purchases: every client gets a card at the first one, every one is a
 * presentation. A state machine with a few words of state per client and rule; purchases of a client come in order of
 * days. Several rules go side by side over the same purchases, the first of them is the base the others are held to.
 */
import { assert } from "../kernel/assert.ts";
import type { EpochDay } from "../kernel/calendar.ts";
import { zero, type Kopecks } from "../kernel/money.ts";
import { burnsOn, reminderOn, validThrough } from "./expiry.ts";
import type { Program } from "./program.ts";
import { quotePurchase, type PurchaseQuote, type Redeem } from "./purchase.ts";
import { replayCards } from "./replay-cards.ts";
import { monthBook, noTotals, sum, sumTotals, type MonthBook, type ReplayTotals } from "./replay-totals.ts";

export interface ReplayRule {
  program: Program;
  redeem: Redeem;
}

export interface ReplayReport extends ReplayTotals {
  clients: number;
  /** Issued, neither redeemed nor burned by the end of `until`. */
  outstanding: Kopecks;
  /** Purchases after `until`: not in any other figure. */
  later: number;
  months: Map<string, ReplayTotals>;
}

export interface RuleReport extends ReplayReport {
  /** Price of the card × cards sold. */
  cardIncome: Kopecks;
  /**
   * Clients who get more, and less, than by the base. What a client got is the discounts, the bonus redeemed and the
   * bonus left on the card at the end; the price of the card is not counted in.
   */
  clientsGain: number;
  clientsLose: number;
}

/** The time from a day on which a card was presented to the next such day, or to the end of what is known. */
export interface Spell {
  from: EpochDay;
  /** How many days the card had been presented on by then, the first one included. */
  presentations: number;
  /** After the purchases of that day. */
  balance: Kopecks;
  /** Undefined if the card was not presented again by the last day that counts. */
  to: EpochDay | undefined;
}

export interface StartReplay {
  /** At least one: the base comes first. */
  rules: readonly ReplayRule[];
  /** The last day that counts. */
  until: EpochDay;
  /** Told about every spell of every card, with the balance by the base. */
  onSpell?: ((spell: Spell) => void) | undefined;
}

export interface Replay {
  /** False, and nothing is booked, if the client already has a purchase on a later day. */
  book(purchase: { client: string; on: EpochDay; amount: Kopecks }): boolean;
  /** No more purchases of this client will come: its state is let go. */
  leave(client: string): void;
  /** How many clients' state is held. */
  held(): number;
  /** In the order of the rules. */
  finish(): RuleReport[];
}

interface Counting extends ReplayRule {
  months: MonthBook;
  outstanding: Kopecks;
  clientsGain: number;
  clientsLose: number;
}

export function startReplay({ rules, until, onSpell }: StartReplay): Replay {
  const counting: Counting[] = rules.map((rule) => ({
    ...rule,
    months: monthBook(),
    outstanding: zero,
    clientsGain: 0,
    clientsLose: 0,
  }));
  const cards = replayCards(rules.length);
  let clients = 0;
  let later = 0;

  /** A reminder due on `to` waits for the end of the day, and by then the client has been here. */
  function endSpell(card: number, to: EpochDay | undefined): void {
    const from = cards.lastPresentedOn(card);
    onSpell?.({ from, presentations: cards.presentations(card), balance: cards.balance(card, 0), to });
    const through = { reminders: to === undefined ? until : ((to - 1) as EpochDay), burning: to ?? until };
    for (const [at, rule] of counting.entries())
      if (passTime(rule, from, cards.balance(card, at), through)) cards.setBalance(card, at, zero);
  }

  function buy(card: number, on: EpochDay, price: Kopecks, isNew: boolean): void {
    for (const [at, rule] of counting.entries()) {
      const balance = cards.balance(card, at);
      const quote = quotePurchase({ price, balance, program: rule.program, redeem: rule.redeem });
      cards.setBalance(card, at, (balance - quote.redeemed + quote.earned) as Kopecks);
      if (counting.length > 1) cards.addGiven(card, at, sum(quote.discount, quote.redeemed));
      countPurchase(rule.months.of(on), price, quote, isNew);
    }
  }

  function leave(client: string): void {
    const card = cards.find(client);
    if (card === undefined) return;
    endSpell(card, undefined);
    const got = (at: number) => sum(cards.given(card, at), cards.balance(card, at));
    const base = got(0);
    for (const [at, rule] of counting.entries()) {
      rule.outstanding = sum(rule.outstanding, cards.balance(card, at));
      if (got(at) > base) rule.clientsGain++;
      if (got(at) < base) rule.clientsLose++;
    }
    cards.remove(client);
  }

  return {
    book({ client, on, amount }) {
      if (on > until) {
        later++;
        return true;
      }
      let card = cards.find(client);
      const isNew = card === undefined;
      if (card === undefined) {
        clients++;
        card = cards.add(client, on);
      } else if (cards.lastPresentedOn(card) > on) return false;
      else if (cards.lastPresentedOn(card) < on) {
        endSpell(card, on);
        cards.present(card, on);
      }
      buy(card, on, amount, isNew);
      return true;
    },
    leave,
    held: cards.held,
    finish() {
      for (const client of cards.clients()) leave(client);
      return counting.map((rule) => reportOf(rule, clients, later));
    },
  };
}

/** What time alone does to a card: first the reminder, then the burning. Whether its bonus burned. */
function passTime(
  { program, months }: Counting,
  lastPresentedOn: EpochDay,
  balance: Kopecks,
  through: { reminders: EpochDay; burning: EpochDay },
): boolean {
  if (balance <= zero) return false;
  const spendableThrough = validThrough(lastPresentedOn, program.validity);
  const remindOn = reminderOn(spendableThrough, program.reminder);
  if (remindOn > lastPresentedOn && remindOn <= through.reminders) months.of(remindOn).reminders++;
  const burnOn = burnsOn(spendableThrough);
  if (burnOn > through.burning) return false;
  const month = months.of(burnOn);
  month.burned = sum(month.burned, balance);
  return true;
}

function countPurchase(month: ReplayTotals, price: Kopecks, quote: PurchaseQuote, cardSold: boolean): void {
  if (cardSold) month.cardsSold++;
  month.purchases++;
  month.turnover = sum(month.turnover, price);
  month.discount = sum(month.discount, quote.discount);
  month.issued = sum(month.issued, quote.earned);
  month.redeemed = sum(month.redeemed, quote.redeemed);
}

function reportOf(rule: Counting, clients: number, later: number): RuleReport {
  const { outstanding, clientsGain, clientsLose } = rule;
  const months = rule.months.all();
  const totals = [...months.values()].reduce(sumTotals, noTotals());
  assert(totals.issued === totals.redeemed + totals.burned + outstanding, "the replayed bonus adds up");
  const cardIncome = (rule.program.cardPrice * BigInt(totals.cardsSold)) as Kopecks;
  return { clients, ...totals, outstanding, later, cardIncome, clientsGain, clientsLose, months };
}

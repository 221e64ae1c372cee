/**
 * The state of cards in a replay, in columns: there may be hundreds of thousands of cards under a dozen rules, and an
 * object for each would weigh ten times as much. A card is a place in the columns; places of cards let go are used again.
 */
import type { EpochDay } from "../kernel/calendar.ts";
import type { Kopecks } from "../kernel/money.ts";

export interface ReplayCards {
  /** The card's place. */
  find(client: string): number | undefined;
  add(client: string, presentedOn: EpochDay): number;
  remove(client: string): void;
  held(): number;
  clients(): Iterable<string>;
  lastPresentedOn(card: number): EpochDay;
  /** On how many days. */
  presentations(card: number): number;
  present(card: number, on: EpochDay): void;
  balance(card: number, rule: number): Kopecks;
  setBalance(card: number, rule: number, balance: Kopecks): void;
  /** Discounts and bonus redeemed. */
  given(card: number, rule: number): Kopecks;
  addGiven(card: number, rule: number, amount: Kopecks): void;
}

export function replayCards(rules: number): ReplayCards {
  const places = new Map<string, number>();
  const free: number[] = [];
  let room = 1024;
  let used = 0;
  let presentedOn = new Int32Array(room);
  let presentations = new Int32Array(room);
  let balances = new BigInt64Array(room * rules);
  let given = new BigInt64Array(room * rules);

  function grow(): void {
    room *= 2;
    presentedOn = copied(presentedOn, new Int32Array(room));
    presentations = copied(presentations, new Int32Array(room));
    balances = copied(balances, new BigInt64Array(room * rules));
    given = copied(given, new BigInt64Array(room * rules));
  }

  return {
    find: (client) => places.get(client),
    add(client, on) {
      const card = free.pop() ?? used++;
      if (card === room) grow();
      places.set(client, card);
      presentedOn[card] = on;
      presentations[card] = 1;
      balances.fill(0n, card * rules, (card + 1) * rules);
      given.fill(0n, card * rules, (card + 1) * rules);
      return card;
    },
    remove(client) {
      const card = places.get(client);
      if (card === undefined) return;
      free.push(card);
      places.delete(client);
    },
    held: () => places.size,
    clients: () => places.keys(),
    lastPresentedOn: (card) => presentedOn[card] as EpochDay,
    presentations: (card) => presentations[card] ?? 0,
    present(card, on) {
      presentedOn[card] = on;
      presentations[card] = (presentations[card] ?? 0) + 1;
    },
    balance: (card, rule) => balances[card * rules + rule] as Kopecks,
    setBalance(card, rule, balance) {
      balances[card * rules + rule] = balance;
    },
    given: (card, rule) => given[card * rules + rule] as Kopecks,
    addGiven(card, rule, amount) {
      given[card * rules + rule] = (given[card * rules + rule] ?? 0n) + amount;
    },
  };
}

function copied<Column extends Int32Array | BigInt64Array>(from: Column, to: Column): Column {
  (to as { set(column: unknown): void }).set(from);
  return to;
}

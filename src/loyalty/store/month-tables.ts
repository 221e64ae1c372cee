/** The tables of text that a month is read as, a line for each row, put together card by card. */
import { dayIn } from "../../kernel/clock.ts";
import type { Balances, CardMonth, Move } from "../statement.ts";

/** In order of client and card where it matters; null where there is no row. */
export type Tables = Record<
  "cards" | "moves" | "later" | "purchases" | "refunds" | "offices",
  string | null
> & {
  /** Of the business, for a card that no office sold. */
  zone: string;
};

export interface MonthRows extends CardMonth {
  cardId: string;
}

/** `opening` is what the card has now, until everything since the month's begin is taken off. */
interface Gathered extends MonthRows {
  opening: Balances;
  moves: Move[];
  purchases: CardMonth["purchases"][number][];
  refunds: CardMonth["refunds"][number][];
}

const cellsOf = (text: string | null): string[][] =>
  text === null ? [] : text.split("\n").map((line) => line.split("\t"));

export function readTables(
  { cards, moves, later, purchases, refunds, offices, zone }: Tables,
  { month, now }: { month: string; now: Temporal.Instant },
): MonthRows[] {
  const names = new Map<string, string>();
  const todayAt = new Map<string, string>();
  for (const [id = "", officeZone = "", name = ""] of cellsOf(offices)) {
    names.set(id, name);
    todayAt.set(id, dayIn(officeZone, now).toString());
  }
  const today = dayIn(zone, now).toString();
  const gathered = new Map<string, Gathered>();
  for (const cells of cellsOf(cards)) {
    const [, cardId = "", , , , , lapsesOn = "", office = ""] = cells;
    const hasLapsed = lapsesOn !== "" && lapsesOn <= (todayAt.get(office) ?? today);
    gathered.set(cardId, startCard(cells, hasLapsed ? lapsesOn : "", month));
  }
  for (const [cardId = "", on = "", kind, account, text = "", dealingId = ""] of cellsOf(moves)) {
    const card = gathered.get(cardId);
    if (!card) continue;
    const amount = BigInt(text);
    card.moves.push({
      on,
      kind: kind as Move["kind"],
      account: account as Move["account"],
      amount,
      dealingId: dealingId || null,
    });
    takeOff(card.opening, account, amount);
  }
  for (const [cardId = "", account, amount = ""] of cellsOf(later)) {
    const card = gathered.get(cardId);
    if (card) takeOff(card.opening, account, BigInt(amount));
  }
  for (const [
    cardId = "",
    dealingId = "",
    on = "",
    office = "",
    price = "",
    discount = "",
    paid = "",
  ] of cellsOf(purchases))
    gathered.get(cardId)?.purchases.push({
      dealingId,
      on,
      office: names.get(office) ?? null,
      price: BigInt(price),
      discount: BigInt(discount),
      paid: BigInt(paid),
    });
  for (const [cardId = "", dealingId = "", on = "", office = "", price = ""] of cellsOf(refunds))
    gathered
      .get(cardId)
      ?.refunds.push({ dealingId, on, office: names.get(office) ?? null, price: BigInt(price) });
  return [...gathered.values()];
}

/** `lapsedOn` is empty, or the first day without the bonus, which no job has booked as burned. */
function startCard(cells: readonly string[], lapsedOn: string, month: string): Gathered {
  const [client = "", cardId = "", card = "", balance = "", deposit = "", burnsOn = "", , , owner = ""] =
    cells;
  const bonus = BigInt(balance);
  const burned: Move = {
    on: lapsedOn,
    kind: "burned",
    account: "card-bonus",
    amount: -bonus,
    dealingId: null,
  };
  const lapsedIn = lapsedOn.slice(0, 7);
  return {
    client,
    cardId,
    card,
    owner,
    burnsOn,
    // Before the month it leaves nothing, later it is none of the month's business.
    opening: { bonus: lapsedIn !== "" && lapsedIn < month ? 0n : bonus, deposit: BigInt(deposit) },
    moves: lapsedIn === month ? [burned] : [],
    purchases: [],
    refunds: [],
  };
}

function takeOff(balances: Balances, account: string | undefined, amount: bigint): void {
  if (account === "card-bonus") balances.bonus -= amount;
  else balances.deposit -= amount;
}

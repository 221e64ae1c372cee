/** A month of a card: what it began with, what happened day by day, what it ended with and what of that burns when. */

/** A change of the card's bonus or deposit in the month, as the ledger has it. Kopecks. */
export interface Move {
  /** `YYYY-MM-DD`; of what a refund reversed, the refund's own day. */
  on: string;
  kind:
    | "earned"
    | "redeemed"
    | "burned"
    | "restored"
    | "reversed"
    | "adjusted"
    | "topped_up"
    | "paid"
    | "refunded"
    | "paid_out";
  account: "card-bonus" | "card-deposit";
  amount: bigint;
  dealingId: string | null;
}

/** A purchase of the month, or what was taken back of one in the month. */
export interface StatedDealing {
  dealingId: string;
  on: string;
  /** Where it was bought; null where it is not known. */
  office: string | null;
  price: bigint;
  discount: bigint;
  paid: bigint;
}

/** What the store reads of a card for a month. */
export interface CardMonth {
  client: string;
  /** The client's name; empty where it is not known. */
  owner: string;
  card: string;
  opening: Balances;
  moves: readonly Move[];
  purchases: readonly StatedDealing[];
  refunds: readonly Pick<StatedDealing, "dealingId" | "on" | "office" | "price">[];
  /** The first day without the bonus, by the presentations up to the month's end. */
  burnsOn: string;
}

export interface Balances {
  bonus: bigint;
  deposit: bigint;
}

export type LineKind = "burn" | "purchase" | "refund" | "adjustment" | "top_up" | "pay_out";

/** What a refund takes back is below zero. `earned - spent - burned + adjusted` is what the line adds to the bonus. */
export interface Line {
  on: string;
  kind: LineKind;
  office: string | null;
  price: bigint;
  discount: bigint;
  /** The money due after discount and bonus, the deposit's share included. */
  paid: bigint;
  earned: bigint;
  spent: bigint;
  burned: bigint;
  adjusted: bigint;
  /** What it adds to the deposit. */
  deposit: bigint;
  /** The bonus after it. */
  balance: bigint;
}

export const figures = [
  "price",
  "discount",
  "paid",
  "earned",
  "spent",
  "burned",
  "adjusted",
  "deposit",
] as const;
export type Totals = Record<(typeof figures)[number], bigint>;

export interface Statement {
  client: string;
  owner: string;
  card: string;
  month: string;
  opening: Balances;
  lines: Line[];
  totals: Totals;
  closing: Balances;
  /** What of the closing bonus burns when, unless the card is presented before. */
  burns: { on: string; amount: bigint } | null;
}

/** A burn is true at the start of its day. */
const orderInDay: readonly LineKind[] = ["burn", "purchase", "refund", "adjustment", "top_up", "pay_out"];

const kindOf = {
  earned: "purchase",
  redeemed: "purchase",
  paid: "purchase",
  reversed: "refund",
  refunded: "refund",
  burned: "burn",
  restored: "burn",
  adjusted: "adjustment",
  topped_up: "top_up",
  paid_out: "pay_out",
} as const satisfies Record<Move["kind"], LineKind>;

/** A burn that has a dealing is what a refund of it made of the burn. */
const lineKindOf = ({ kind, dealingId }: Move): LineKind =>
  kindOf[kind] === "burn" && dealingId !== null ? "refund" : kindOf[kind];

export function stateMonth(month: string, card: CardMonth): Statement {
  const lines = new Map<string, Line>();
  const lineOf = (kind: LineKind, on: string, dealingId: string | null): Line => {
    const key = `${kind} ${on} ${dealingId ?? ""}`;
    let line = lines.get(key);
    if (!line) lines.set(key, (line = emptyLine(kind, on)));
    return line;
  };
  for (const { dealingId, on, ...purchase } of card.purchases)
    Object.assign(lineOf("purchase", on, dealingId), purchase);
  for (const { dealingId, on, office, price } of card.refunds)
    Object.assign(lineOf("refund", on, dealingId), { office, price: -price });
  for (const move of card.moves) addMove(lineOf(lineKindOf(move), move.on, move.dealingId), move);
  const ordered = [...lines.values()]
    .filter((line) => line.kind !== "burn" || line.burned !== 0n)
    .toSorted((a, b) => compare(a.on, b.on) || orderInDay.indexOf(a.kind) - orderInDay.indexOf(b.kind));
  const { client, owner, card: number, opening } = card;
  return { client, owner, card: number, month, opening, ...sumUp(card, ordered) };
}

function sumUp(
  { opening, burnsOn }: CardMonth,
  lines: Line[],
): Pick<Statement, "lines" | "totals" | "closing" | "burns"> {
  const totals = emptyTotals();
  let bonus = opening.bonus;
  for (const line of lines) {
    bonus += line.earned - line.spent - line.burned + line.adjusted;
    line.balance = bonus;
    for (const figure of figures) totals[figure] += line[figure];
  }
  return {
    lines,
    totals,
    closing: { bonus, deposit: opening.deposit + totals.deposit },
    burns: bonus > 0n ? { on: burnsOn, amount: bonus } : null,
  };
}

function addMove(line: Line, { kind, account, amount }: Move): void {
  if (account === "card-deposit") line.deposit += amount;
  else if (kind === "earned" || (kind === "reversed" && amount < 0n)) line.earned += amount;
  else if (kind === "redeemed" || kind === "reversed") line.spent -= amount;
  else if (kind === "adjusted") line.adjusted += amount;
  else line.burned -= amount;
}

const emptyTotals = (): Totals => ({
  price: 0n,
  discount: 0n,
  paid: 0n,
  earned: 0n,
  spent: 0n,
  burned: 0n,
  adjusted: 0n,
  deposit: 0n,
});

const emptyLine = (kind: LineKind, on: string): Line => ({
  on,
  kind,
  office: null,
  ...emptyTotals(),
  balance: 0n,
});

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Whether there is anything to say: the batch passes over the others. */
export const isWorthSending = ({ opening, lines }: Statement): boolean =>
  lines.length > 0 || opening.bonus !== 0n || opening.deposit !== 0n;

/** A statement as it goes over the wire and into files: money as decimal text. */
import { toDecimal } from "../kernel/money.ts";
import type { Statement } from "./statement-contract.ts";
import type { Balances, Line, Statement as StatedMonth, Totals } from "./statement.ts";

export const showStatement = ({ burns, ...month }: StatedMonth): Statement => ({
  card: month.card,
  client: month.client,
  month: month.month,
  opening: showBalances(month.opening),
  lines: month.lines.map((line) => ({
    on: line.on,
    kind: line.kind,
    office: line.office,
    ...showSums(line),
    balance: toDecimal(line.balance),
  })),
  totals: showSums(month.totals),
  closing: showBalances(month.closing),
  burns: burns && { on: burns.on, amount: toDecimal(burns.amount) },
});

const showBalances = ({ bonus, deposit }: Balances) => ({
  bonus: toDecimal(bonus),
  deposit: toDecimal(deposit),
});

const showSums = (sum: Totals | Line) => ({
  price: toDecimal(sum.price),
  discount: toDecimal(sum.discount),
  paid: toDecimal(sum.paid),
  earned: toDecimal(sum.earned),
  spent: toDecimal(sum.spent),
  burned: toDecimal(sum.burned),
  adjusted: toDecimal(sum.adjusted),
  deposit: toDecimal(sum.deposit),
});

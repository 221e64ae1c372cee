/**
 * The replay once more, slow and obvious: every purchase of a client in an array, every day that passes in a loop.
 * Shares no code with the program; a fresh reading of what the words mean.
 */
export interface ModelPurchase {
  client: string;
  date: string;
  amount: string;
}

export interface ModelRules {
  until: string;
  validity: string;
  redeem: "never" | "always";
}

interface Line {
  purchases: number;
  cardsSold: number;
  turnover: number;
  discount: number;
  issued: number;
  redeemed: number;
  burned: number;
  reminders: number;
}

const emptyLine = (): Line => ({
  purchases: 0,
  cardsSold: 0,
  turnover: 0,
  discount: 0,
  issued: 0,
  redeemed: 0,
  burned: 0,
  reminders: 0,
});

/** Kopecks stay far below 2^53 here. */
const cents = (text: string) => Math.round(Number(text) * 100);
const floorPercent = (amount: number, percent: number) => Math.floor((amount * percent) / 100);
const decimal = (amount: number) => `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, "0")}`;

export function modelReplay(purchases: ModelPurchase[], { until, validity, redeem }: ModelRules): unknown {
  const byClient = new Map<string, ModelPurchase[]>();
  for (const purchase of purchases) {
    if (purchase.date > until) continue;
    byClient.set(purchase.client, [...(byClient.get(purchase.client) ?? []), purchase]);
  }

  const lines = new Map<string, Line>();
  const lineOf = (day: Temporal.PlainDate) => {
    const month = day.toString().slice(0, 7);
    const line = lines.get(month) ?? emptyLine();
    lines.set(month, line);
    return line;
  };
  let outstanding = 0;
  const end = Temporal.PlainDate.from(until);

  for (const [, all] of byClient) {
    const days = [...new Set(all.map(({ date }) => date))].sort();
    let balance = 0;
    for (const [index, date] of days.entries()) {
      const today = Temporal.PlainDate.from(date);
      if (index === 0) lineOf(today).cardsSold++;
      for (const { amount } of all.filter((purchase) => purchase.date === date)) {
        const price = cents(amount);
        const discount = floorPercent(price, 3);
        const due = price - discount;
        const redeemed = redeem === "always" ? Math.min(balance, floorPercent(due, 50)) : 0;
        const earned = floorPercent(due - redeemed, 5);
        balance += earned - redeemed;
        const line = lineOf(today);
        line.purchases++;
        line.turnover += price;
        line.discount += discount;
        line.redeemed += redeemed;
        line.issued += earned;
      }

      const spendableThrough = today.add(validity);
      const remindOn = spendableThrough.subtract({ months: 1 });
      const burnsOn = spendableThrough.add({ days: 1 });
      const nextDate = days[index + 1];
      const next = nextDate === undefined ? undefined : Temporal.PlainDate.from(nextDate);
      const isBefore = (a: Temporal.PlainDate, b: Temporal.PlainDate) => Temporal.PlainDate.compare(a, b) < 0;

      const nobodyCame = isBefore(today, remindOn) && (next === undefined || isBefore(remindOn, next));
      if (balance > 0 && nobodyCame && !isBefore(end, remindOn)) lineOf(remindOn).reminders++;
      const cameInTime = next !== undefined && isBefore(next, burnsOn);
      if (balance > 0 && !cameInTime && !isBefore(end, burnsOn)) {
        lineOf(burnsOn).burned += balance;
        balance = 0;
      }
    }
    outstanding += balance;
  }

  const months: Record<string, unknown> = {};
  const total = emptyLine();
  const known = [...lines.keys()].sort();
  const [firstMonth] = known;
  const lastMonth = known.at(-1);
  if (firstMonth !== undefined && lastMonth !== undefined) {
    let month = Temporal.PlainYearMonth.from(firstMonth);
    for (; month.toString() <= lastMonth; month = month.add({ months: 1 })) {
      const line = lines.get(month.toString()) ?? emptyLine();
      months[month.toString()] = inDecimals(line);
      for (const key of Object.keys(line) as (keyof Line)[]) total[key] += line[key];
    }
  }
  return { clients: byClient.size, ...inDecimals(total), outstanding: decimal(outstanding), months };
}

const inDecimals = (line: Line) => ({
  purchases: line.purchases,
  cardsSold: line.cardsSold,
  turnover: decimal(line.turnover),
  discount: decimal(line.discount),
  issued: decimal(line.issued),
  redeemed: decimal(line.redeemed),
  burned: decimal(line.burned),
  reminders: line.reminders,
});

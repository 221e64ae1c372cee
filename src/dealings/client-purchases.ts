/** Sorted purchases, one client after another, each purchase with the key by which it is known again. */
import { formatDay, type EpochDay } from "../kernel/calendar.ts";
import { toDecimal, type Kopecks } from "../kernel/money.ts";
import type { FilePurchase } from "./purchase-file.ts";

export interface SourcedPurchase {
  on: EpochDay;
  amount: Kopecks;
  /** Made of content, so that next month's longer file brings the same keys: day, amount, n-th of its like. */
  sourceKey: string;
}

export interface ClientPurchases {
  client: string;
  /** In order of days and, within a day, of the file. */
  purchases: SourcedPurchase[];
}

/** `sorted` as sortedPurchases yields it. Holds one client at a time, whole. */
export async function* purchasesByClient(
  sorted: AsyncIterable<readonly FilePurchase[]>,
): AsyncGenerator<ClientPurchases> {
  let current: ClientPurchases | undefined;
  const alike = new Map<string, number>();
  for await (const batch of sorted) {
    for (const { client, on, amount } of batch) {
      if (current?.client !== client) {
        if (current) yield current;
        current = { client, purchases: [] };
      }
      if (current.purchases.at(-1)?.on !== on) alike.clear();
      const content = `${formatDay(on)}/${toDecimal(amount)}`;
      const nth = (alike.get(content) ?? 0) + 1;
      alike.set(content, nth);
      current.purchases.push({ on, amount, sourceKey: `purchase/${content}/${nth}` });
    }
  }
  if (current) yield current;
}

/** Whole clients, at least `rows` purchases together; the last batch may be shorter. */
export async function* inBatchesOf(
  rows: number,
  clients: AsyncIterable<ClientPurchases>,
): AsyncGenerator<ClientPurchases[]> {
  let batch: ClientPurchases[] = [];
  let count = 0;
  for await (const client of clients) {
    batch.push(client);
    count += client.purchases.length;
    if (count < rows) continue;
    yield batch;
    batch = [];
    count = 0;
  }
  if (batch.length > 0) yield batch;
}

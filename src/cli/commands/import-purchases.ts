/** `povod import purchases FILE.csv`: the good rows go in, every bad one is reported. */
import { resolve } from "node:path";
import type { FilePurchase } from "../../dealings/purchase-file.ts";
import { sortedPurchases } from "../../dealings/purchase-order.ts";
import { elapsedMs } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import { plural, type Language } from "../../kernel/language.ts";
import type { BookedCount } from "../../loyalty/actions/book-client-purchases.ts";
import { importPurchases } from "../../loyalty/actions/import-purchases.ts";
import { databaseOptions, jsonOption, UsageError, type Command, type Invocation } from "../command.ts";
import { sayCount } from "../figures.ts";
import { withDatabase } from "../open.ts";
import { readRedeem } from "../redeem.ts";
import { startProgress } from "../progress.ts";
import { reportBadRows } from "./bad-rows.ts";

export const importPurchasesCommand: Command = {
  name: "import purchases",
  usage: "FILE.csv [--redeem never|always] [--bad-rows BAD.csv] [--json] [--data DIR]",
  options: {
    redeem: { type: "string", default: "never" },
    "bad-rows": { type: "string" },
    ...databaseOptions,
    ...jsonOption,
  },
  positionals: [1, 1],
  async run(context, invocation) {
    const { language, signal, clock } = context;
    const path = invocation.positionals[0] ?? "";
    const redeem = readRedeem(String(invocation.options["redeem"]));
    const progress = startProgress(context);
    const badRows = reportBadRows(path, badRowsPath(path, invocation), (line) => {
      progress.clear();
      context.note(line);
    });
    const purchases = sortedPurchases(path, {
      signal,
      onBadRow: badRows.add,
      onProgress: (read, total) => progress.show(language === "ru" ? "читаю" : "reading", read, total),
    });
    try {
      // The whole file has been read when its first rows come: one that cannot be read leaves no trace.
      const first = await purchases.next();
      badRows.end();
      const startedMs = elapsedMs();
      const done = await withDatabase(context, invocation, ({ db }) =>
        importPurchases(db, continued(first, purchases), {
          redeem,
          clock,
          signal,
          onProgress: (count) =>
            progress.show(sayProgress(language, count, elapsedMs() - startedMs), 0, undefined),
        }),
      ).finally(progress.clear);
      const counts = { ...done, badRows: badRows.count() };
      await context.out(
        invocation.options["json"] === true ? `${JSON.stringify(counts)}\n` : inWords(language, done),
      );
      refuseBadRows(path, counts);
    } finally {
      progress.clear();
      badRows.end();
      await purchases.return(undefined);
    }
  },
};

async function* continued(
  first: IteratorResult<FilePurchase[], unknown>,
  rest: AsyncGenerator<FilePurchase[]>,
): AsyncGenerator<FilePurchase[]> {
  if (first.done === true) return;
  yield first.value;
  yield* rest;
}

function refuseBadRows(path: string, { badRows, booked, known }: BookedCount & { badRows: number }): void {
  if (badRows === 0) return;
  const rows = badRows === 1 ? "1 row does not fit and was" : `${badRows} rows do not fit and were`;
  throw new DomainError("bad_input", `${path}: ${rows} left out; the other ${booked + known} are in.`, {
    place: { file: path },
  });
}

function badRowsPath(path: string, { options }: Invocation): string | undefined {
  const chosen = options["bad-rows"];
  if (typeof chosen !== "string") return undefined;
  if (resolve(chosen) === resolve(path))
    throw new UsageError("--bad-rows expects another file than FILE.csv");
  return chosen;
}

const sayPurchases = (language: Language, count: number) =>
  `${sayCount(language, count)} ${
    language === "ru"
      ? plural("ru", count, ["покупка", "покупки", "покупок"])
      : plural("en", count, ["purchase", "purchases", "purchases"])
  }`;

function sayProgress(language: Language, { booked, known }: BookedCount, ms: number): string {
  const rate = sayCount(language, Math.round(((booked + known) * 1000) / Math.max(ms, 1)));
  const rows = sayPurchases(language, booked + known);
  return language === "ru" ? `внесено: ${rows}, ${rate} в секунду` : `in: ${rows}, ${rate} a second`;
}

function inWords(language: Language, { booked, known, clients, cards }: BookedCount): string {
  const count = (value: number) => sayCount(language, value);
  return language === "ru"
    ? `Внесено: ${sayPurchases("ru", booked)}. Уже было: ${count(known)}. Новых клиентов: ${count(clients)}, карт: ${count(cards)}.\n`
    : `Booked: ${sayPurchases("en", booked)}. In already: ${count(known)}. New clients: ${count(clients)}, cards: ${count(cards)}.\n`;
}

/** `povod replay FILE.csv`: what the program would have done on past sales. */
import { fromPlainDate, parsePeriod, type Period } from "../../kernel/calendar.ts";
import { plural, sayDay, type Language } from "../../kernel/language.ts";
import { toDecimal } from "../../kernel/money.ts";
import { replayPurchases, type ReplayPhase } from "../../loyalty/actions/replay-purchases.ts";
import { defaultProgram } from "../../loyalty/program.ts";
import type { Redeem } from "../../loyalty/purchase.ts";
import type { ReplayReport } from "../../loyalty/replay.ts";
import type { ReplayTotals } from "../../loyalty/replay-totals.ts";
import { jsonOption, requiredDayOption, UsageError, type Command, type Invocation } from "../command.ts";
import { sayCount } from "../figures.ts";
import { startProgress } from "../progress.ts";
import { replayInWords } from "./replay-report.ts";

export const replayCommand: Command = {
  name: "replay",
  usage: "FILE.csv --until DAY [--redeem never|always] [--validity P6M] [--json]",
  summary: {
    ru: "что дала бы бонусная программа на прошлых продажах; базе ничего не нужно",
    en: "what the bonus program would have done on past sales; needs no database",
  },
  options: {
    until: { type: "string" },
    redeem: { type: "string", default: "never" },
    validity: { type: "string", default: "P6M" },
    ...jsonOption,
  },
  positionals: [1, 1],
  async run(context, invocation) {
    const { language, signal } = context;
    const until = requiredDayOption(invocation, "until");
    const redeem = redeemOption(invocation);
    const program = { ...defaultProgram, validity: validityOption(invocation) };
    const progress = startProgress(context);
    const report = await replayPurchases({
      path: invocation.positionals[0] ?? "",
      program,
      redeem,
      until: fromPlainDate(until),
      signal,
      onProgress: ({ phase, purchases, bytesRead, totalBytes }) =>
        progress.show(sayPhase(language, phase, purchases), bytesRead, totalBytes),
    }).finally(progress.clear);
    if (report.later > 0) context.note(sayLater(language, report.later, sayDay(language, until)));
    await context.out(
      invocation.options["json"] === true
        ? `${JSON.stringify(replayJson(report), undefined, 2)}\n`
        : replayInWords(report, { language, columns: context.columns, until, program, redeem }),
    );
  },
};

function redeemOption({ options }: Invocation): Redeem {
  const redeem = options["redeem"];
  if (redeem === "never" || redeem === "always") return redeem;
  throw new UsageError(`--redeem expects never or always, got ${String(redeem)}`);
}

function validityOption({ options }: Invocation): Period {
  const validity = parsePeriod(String(options["validity"]));
  if (validity && validity.months + validity.days > 0) return validity;
  throw new UsageError(
    `--validity expects a period longer than zero such as P6M, P1Y or P90D, got ${String(options["validity"])}`,
  );
}

function replayJson(report: ReplayReport): unknown {
  const { reminders, ...money } = totalsJson(report);
  return {
    clients: report.clients,
    ...money,
    outstanding: toDecimal(report.outstanding),
    reminders,
    months: Object.fromEntries([...report.months].map(([month, totals]) => [month, totalsJson(totals)])),
  };
}

const totalsJson = (totals: ReplayTotals) => ({
  purchases: totals.purchases,
  cardsSold: totals.cardsSold,
  turnover: toDecimal(totals.turnover),
  discount: toDecimal(totals.discount),
  issued: toDecimal(totals.issued),
  redeemed: toDecimal(totals.redeemed),
  burned: toDecimal(totals.burned),
  reminders: totals.reminders,
});

const phases = {
  reading: { ru: "читаю", en: "reading" },
  sorting: { ru: "сортирую на диске", en: "sorting on disk" },
  merging: { ru: "считаю по порядку", en: "going through in order" },
};

const sayPhase = (language: Language, phase: ReplayPhase, purchases: number) =>
  `${phases[phase][language]}: ${sayCount(language, purchases)} ${sayPurchases(language, purchases)}`;

const sayPurchases = (language: Language, count: number) =>
  language === "ru"
    ? plural("ru", count, ["покупка", "покупки", "покупок"])
    : plural("en", count, ["purchase", "purchases", "purchases"]);

const sayLater = (language: Language, count: number, until: string) =>
  language === "ru"
    ? `После ${until}: ${sayCount("ru", count)} ${sayPurchases("ru", count)}, в расчёт не входят.\n`
    : `After ${until}: ${sayCount("en", count)} ${sayPurchases("en", count)}, left out.\n`;

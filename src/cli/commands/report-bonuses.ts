/** `povod report bonuses`: what clients can spend, what burns soon, what will burn by week; or how good forecasts were. */
import { loadSettings } from "../../business/store.ts";
import type { Settings } from "../../business/settings.ts";
import type { Connection } from "../../database/sql.ts";
import { dayIn } from "../../kernel/clock.ts";
import { sayDay, sayMoney, type Language } from "../../kernel/language.ts";
import { backtestLedger } from "../../loyalty/actions/backtest-ledger.ts";
import { reportBonuses } from "../../reports/actions/report-bonuses.ts";
import {
  reportBurnBacktest,
  reportBurnForecast,
  usualWeeks,
} from "../../reports/actions/report-burn-forecast.ts";
import type { Bonuses, BurnForecast } from "../../reports/owner-contract.ts";
import {
  databaseOptions,
  jsonOption,
  wholeOption,
  UsageError,
  type Command,
  type CommandContext,
  type Invocation,
} from "../command.ts";
import { sayCount, sayRounded } from "../figures.ts";
import { withDatabase } from "../open.ts";
import { sayCards } from "./burn-rehearsal.ts";
import { backtestInWords } from "./replay-backtest.ts";
import { columnsInTables, inBlocks } from "./replay-table.ts";

export const reportBonusesCommand: Command = {
  name: "report bonuses",
  usage: "[--weeks N | --backtest] [--json] [--data DIR]",
  options: { weeks: { type: "string" }, backtest: { type: "boolean" }, ...databaseOptions, ...jsonOption },
  positionals: [0, 0],
  async run(context, invocation) {
    if (invocation.options["backtest"] === true && invocation.options["weeks"] !== undefined)
      throw new UsageError("--weeks goes with the forecast, --backtest with the months that are over");
    const weeks = wholeOption(invocation, "weeks", { least: 1, most: 26 }) ?? usualWeeks;
    await withDatabase(context, invocation, ({ db }) =>
      invocation.options["backtest"] === true
        ? tellBacktest(context, invocation, db)
        : tellBonuses(context, invocation, db, weeks),
    );
  },
};

async function tellBonuses(
  context: CommandContext,
  { options }: Invocation,
  db: Connection,
  weeks: number,
): Promise<void> {
  const business = await loadSettings(db);
  const reader = { business, now: context.clock.now() };
  const bonuses = await reportBonuses(db, reader);
  const forecast = await reportBurnForecast(db, reader, weeks);
  const { today, ...rest } = bonuses;
  return context.out(
    options["json"] === true
      ? `${JSON.stringify({ today, ...rest, burnForecast: forecast })}\n`
      : inWords(bonuses, forecast, { language: context.language, business, columns: context.columns }),
  );
}

async function tellBacktest(context: CommandContext, { options }: Invocation, db: Connection): Promise<void> {
  const business = await loadSettings(db);
  const now = context.clock.now();
  if (options["json"] === true)
    return context.out(`${JSON.stringify(await reportBurnBacktest(db, { business, now }))}\n`);
  const until = dayIn(business.zone, now).subtract({ days: 1 });
  const { language, columns } = context;
  return context.out(backtestInWords(await backtestLedger(db, until), { language, columns, until }));
}

interface Reading {
  language: Language;
  business: Settings;
  columns: number;
}

function inWords(bonuses: Bonuses, forecast: BurnForecast, reading: Reading): string {
  const { language, business } = reading;
  const ru = language === "ru";
  const kopecks = (decimal: string) => BigInt(decimal.replace(".", ""));
  const sum = (decimal: string) => sayRounded(language, kopecks(decimal));
  const today = Temporal.PlainDate.from(bonuses.today);
  const { cards, sum: spendable } = bonuses.spendable;
  if (cards === 0) return ru ? "Бонусов на картах нет.\n" : "There is no bonus on any card.\n";
  const total = ru ? "всего" : "in all";
  const rows = [...bonuses.offices, { ...bonuses, name: total }];
  const column = (title: string, cell: (row: (typeof rows)[number]) => string) => ({
    title,
    cells: rows.map(cell),
  });
  const within = (days: number) => (ru ? `за ${days} дней` : `in ${days} days`);
  return inBlocks([
    [
      ru
        ? `${sayDay("ru", today)} можно потратить ${sayMoney("ru", kopecks(spendable), business.currency)}, ${sayCards("ru", cards)}`
        : `${sayMoney("en", kopecks(spendable), business.currency)} can be spent on ${sayDay("en", today)}, ${sayCards("en", cards)}`,
      ru
        ? "По офису, где карту предъявили последний раз, иначе — где продали"
        : "By the office where the card was presented last, else the one that sold it",
    ],
    ...columnsInTables(
      rows.map(({ name }) => name ?? (ru ? "офис неизвестен" : "office not known")),
      [
        column(ru ? "карт" : "cards", (row) => sayCount(language, row.spendable.cards)),
        column(ru ? "бонусов" : "bonus", (row) => sum(row.spendable.sum)),
        column(within(30), (row) => sum(row.within30Days.sum)),
        column(within(60), (row) => sum(row.within60Days.sum)),
        column(within(90), (row) => sum(row.within90Days.sum)),
      ],
      reading.columns - 2,
    ),
    ...byWeek(forecast, reading, today),
  ]);
}

function byWeek(
  { weeks, history }: BurnForecast,
  { language, columns }: Reading,
  today: Temporal.PlainDate,
): string[][] {
  const ru = language === "ru";
  const sum = (decimal: string) => sayRounded(language, BigInt(decimal.replace(".", "")));
  const returns = sayCount(language, history.returns);
  const since = history.since === null ? "" : sayDay(language, Temporal.PlainDate.from(history.since));
  const head = ru
    ? history.enough
      ? ["Сколько сгорит по неделям", `Прогноз по ${returns} возвращениям карт с ${since}`]
      : [`Прогнозу мало истории: возвращений карт ${returns}`, "Ниже — что сгорит, если никто не придёт"]
    : history.enough
      ? ["What will burn, week by week", `Foretold from ${returns} returns of cards since ${since}`]
      : [
          `Too little history for a forecast: ${returns} returns of cards`,
          "Below: what burns if nobody comes",
        ];
  const day = (text: string) => sayDay(language, Temporal.PlainDate.from(text), today);
  return [
    head,
    ...columnsInTables(
      weeks.map(({ from }) => (ru ? `с ${day(from)}` : `from ${day(from)}`)),
      [
        { title: ru ? "могло бы" : "due", cells: weeks.map(({ due }) => sum(due)) },
        ...(history.enough
          ? [
              {
                title: ru ? "прогноз" : "forecast",
                cells: weeks.map(({ forecast }) => sum(forecast?.expected ?? "0.00")),
              },
              {
                title: ru ? "интервал 80 %" : "80 % interval",
                cells: weeks.map(
                  ({ forecast }) => `${sum(forecast?.low ?? "0.00")} – ${sum(forecast?.high ?? "0.00")}`,
                ),
              },
            ]
          : []),
      ],
      columns - 2,
    ),
  ];
}

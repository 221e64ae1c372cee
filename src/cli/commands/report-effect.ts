/** `povod report effect`: what a chain brought against the clients it left alone on purpose. */
import { loadSettings } from "../../business/store.ts";
import { plural, sayDay, sayMoney, type Language } from "../../kernel/language.ts";
import { reportEffect } from "../../reports/actions/report-effect.ts";
import type { ChainEffect } from "../../reports/effect-contract.ts";
import { databaseOptions, dayOption, jsonOption, wholeOption, type Command } from "../command.ts";
import { sayCount } from "../figures.ts";
import { withDatabase } from "../open.ts";
import { columnsInTables, inBlocks } from "./replay-table.ts";

export const reportEffectCommand: Command = {
  name: "report effect",
  usage: "CHAIN [--from DAY] [--through DAY] [--within DAYS] [--difference POINTS] [--json] [--data DIR]",
  options: {
    from: { type: "string" },
    through: { type: "string" },
    within: { type: "string" },
    difference: { type: "string" },
    ...databaseOptions,
    ...jsonOption,
  },
  positionals: [1, 1],
  async run(context, invocation) {
    const request = {
      chain: invocation.positionals[0] ?? "",
      from: dayOption(invocation, "from"),
      through: dayOption(invocation, "through"),
      withinDays: wholeOption(invocation, "within", { least: 1, most: 365 }),
      difference: wholeOption(invocation, "difference", { least: 1, most: 50 }),
    };
    await withDatabase(context, invocation, async ({ db }) => {
      const business = await loadSettings(db);
      const effect = await reportEffect(db, { business, now: context.clock.now() }, request);
      const { language, columns } = context;
      await context.out(
        invocation.options["json"] === true
          ? `${JSON.stringify(effect)}\n`
          : inWords(effect, { language, columns, currency: business.currency }),
      );
    });
  },
};

interface Reading {
  language: Language;
  columns: number;
  currency: string;
}

const number = (value: number, { language }: Reading): string => {
  const text = value.toFixed(2).replace("-", "−");
  return language === "ru" ? text.replace(".", ",") : text;
};

const money = (decimal: string, { language, currency }: Reading): string =>
  sayMoney(language, BigInt(decimal.replace(".", "")), currency).replaceAll("\u202f", "\u00a0");

function inWords(effect: ChainEffect, reading: Reading): string {
  const ru = reading.language === "ru";
  const { treated, control, told, withinDays } = effect;
  const day = (text: string) => sayDay(reading.language, Temporal.PlainDate.from(text));
  const row = <Value>(
    title: string,
    say: (value: Value, reading: Reading) => string,
    figure: { treated: Value; control: Value; difference: Value; low: Value; high: Value },
  ) => ({
    title,
    cells: [
      say(figure.treated, reading),
      say(figure.control, reading),
      say(figure.difference, reading),
      `${say(figure.low, reading)} … ${say(figure.high, reading)}`,
    ],
  });
  const rows = [
    {
      title: ru ? "клиентов" : "clients",
      cells: [
        sayCount(reading.language, treated.clients),
        sayCount(reading.language, control.clients),
        "",
        "",
      ],
    },
    ...(told
      ? [
          row(ru ? "вернулись, %" : "came back, %", number, told.returned),
          row(ru ? "выручка на клиента" : "revenue a client", money, told.revenue),
          ...(told.saved
            ? [row(ru ? "спасено бонусов на клиента" : "bonus saved a client", money, told.saved)]
            : []),
        ]
      : []),
  ];
  const days = plural(reading.language, withinDays, ru ? ["дня", "дней", "дней"] : ["day", "", "days"]);
  return inBlocks([
    [
      ru
        ? `Цепочка ${effect.chain}: касания с ${day(effect.from)} по ${day(effect.through)}`
        : `Chain ${effect.chain}: touches from ${day(effect.from)} through ${day(effect.through)}`,
      ru ? `вернулись: в течение ${withinDays} ${days}` : `came back: within ${withinDays} ${days}`,
    ],
    ...columnsInTables(
      ru
        ? ["с касанием", "контроль", "разница", "95 % случаев"]
        : ["touched", "control", "difference", "95 % of cases"],
      rows,
      reading.columns - 2,
    ),
    [
      ...(told ? [] : [ru ? "Данных пока мало, чтобы судить." : "Not enough data yet to tell."]),
      ...needed(effect, reading),
    ],
  ]);
}

function needed({ needed: size }: ChainEffect, reading: Reading): string[] {
  const ru = reading.language === "ru";
  if (size.control === null || size.treated === null || size.base === null) {
    return ru
      ? ["Контрольной группы нет: без неё о действии цепочки судить нельзя."]
      : ["There is no control group: without one nobody can tell what the chain does."];
  }
  const [control, treated] = [size.control, size.treated].map((count) => sayCount(reading.language, count));
  return ru
    ? [
        `Чтобы заметить разницу в ${number(size.difference, reading)} п. п. от ${number(size.base, reading)} %,`,
        `нужно клиентов: ${treated} с касанием и ${control} в контрольной группе.`,
      ]
    : [
        `To notice ${number(size.difference, reading)} percentage points from ${number(size.base, reading)} %`,
        `it takes ${treated} touched clients and ${control} left alone.`,
      ];
}

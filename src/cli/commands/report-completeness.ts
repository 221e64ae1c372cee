/** `povod report completeness`: how much of what is wanted is known of the clients, and how that grew. */
import { loadSettings } from "../../business/store.ts";
import { dayIn } from "../../kernel/clock.ts";
import type { Language } from "../../kernel/language.ts";
import { reportCompleteness, usualGrowthMonths } from "../../reports/actions/report-completeness.ts";
import type { CompletenessReport } from "../../reports/completeness-contract.ts";
import { databaseOptions, jsonOption, wholeOption, type Command } from "../command.ts";
import { bar, sayCount } from "../figures.ts";
import { withDatabase } from "../open.ts";

export const reportCompletenessCommand: Command = {
  name: "report completeness",
  usage: "[--months N] [--json] [--data DIR]",
  options: { months: { type: "string" }, ...databaseOptions, ...jsonOption },
  positionals: [0, 0],
  async run(context, invocation) {
    const months = wholeOption(invocation, "months", { least: 1, most: 36 }) ?? usualGrowthMonths;
    await withDatabase(context, invocation, async ({ db }) => {
      const business = await loadSettings(db);
      const { language } = context;
      const reader = { business, language, today: dayIn(business.zone, context.clock.now()) };
      const report = await reportCompleteness(db, reader, months);
      await context.out(
        invocation.options["json"] === true ? `${JSON.stringify(report)}\n` : inWords(report, language),
      );
    });
  },
};

function inWords(report: CompletenessReport, language: Language): string {
  const ru = language === "ru";
  const count = (value: number) => sayCount(language, value).padStart(10);
  const percent = (value: number | null) =>
    value === null ? "—" : `${ru ? value.toFixed(1).replace(".", ",") : value.toFixed(1)} %`;
  const line = (name: string | null, none: string, ...cells: string[]) =>
    `  ${(name ?? none).padEnd(30)} ${cells.join(" ")}`;
  const most = Math.max(...report.tenths, 1);
  const tenths = report.tenths.map(
    (clients, at) =>
      `  ${`${at * 10}–${at === 9 ? 100 : at * 10 + 9} %`.padEnd(10)}${count(clients)}  ${bar(clients / most, 30)}`,
  );
  const facts = report.facts.map(({ name, worth, known }) => {
    const share = report.clients === 0 ? null : (known * 100) / report.clients;
    return `  ${String(worth).padStart(4)} ${percent(share).padStart(8)}  ${name}`;
  });
  const { months, staff } = report.growth;
  return [
    ru
      ? `Клиентов${count(report.clients).replace(/^ +/, " ")}, в среднем известно ${percent(report.average)}`
      : `${count(report.clients).trim()} clients, ${percent(report.average)} known on average`,
    "",
    ...tenths,
    "",
    ru ? "Вес, известно:" : "Worth, known:",
    ...facts,
    "",
    ru ? "По офисам: клиентов, в среднем" : "By office: clients, average",
    ...report.offices.map(({ name, clients, average }) =>
      line(name, ru ? "без офиса" : "no office", count(clients), percent(average).padStart(8)),
    ),
    "",
    ru ? "По месяцам: новых клиентов, сведений, их вес" : "By month: new clients, facts, their worth",
    ...months.map(({ month, made, facts: learned, worth }) =>
      line(month, "", count(made), count(learned), count(worth)),
    ),
    "",
    ru ? "Кто узнал: сведений, их вес" : "Who learned: facts, their worth",
    ...staff.map(({ name, facts: learned, worth }) =>
      line(name, ru ? "не назван" : "nobody named", count(learned), count(worth)),
    ),
    "",
  ].join("\n");
}

/** `povod forecast --from DAY --to DAY`: what days to come will hold, or what a chain would have done in days that are over. */
import { readFileSync } from "node:fs";
import { recogniseReader } from "../../business/actions/recognise-reader.ts";
import type { Chain } from "../../chains/chain.ts";
import { readChains } from "../../chains/pack-file.ts";
import { DomainError } from "../../kernel/errors.ts";
import { sayDay, sayMoney, type Language } from "../../kernel/language.ts";
import { readForecast } from "../../reports/actions/read-forecast.ts";
import type { Forecast } from "../../reports/forecast-contract.ts";
import { databaseOptions, jsonOption, requiredDayOption, type Command } from "../command.ts";
import { sayCount } from "../figures.ts";
import { withDatabase } from "../open.ts";

export const forecastCommand: Command = {
  name: "forecast",
  usage: "--from DAY --to DAY [--chain-file FILE.yaml] [--json] [--data DIR]",
  options: {
    from: { type: "string" },
    to: { type: "string" },
    "chain-file": { type: "string" },
    ...jsonOption,
    ...databaseOptions,
  },
  positionals: [0, 0],
  async run(context, invocation) {
    const range = { from: requiredDayOption(invocation, "from"), to: requiredDayOption(invocation, "to") };
    const file = invocation.options["chain-file"];
    const drafts = typeof file === "string" ? readDrafts(file, context.language) : [];
    await withDatabase(context, invocation, async ({ db }) => {
      const reader = await recogniseReader(
        { db, clock: context.clock },
        { lang: context.language, acceptLanguage: undefined },
      );
      const forecast = await readForecast(db, reader, { ...range, drafts });
      await context.out(
        invocation.options["json"] === true
          ? `${JSON.stringify(forecast)}\n`
          : inWords(forecast, context.language, reader.business.currency),
      );
    });
  },
};

/** One chain, or a pack of them. */
function readDrafts(file: string, language: Language): readonly Chain[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new DomainError("not_found", `There is no file ${file}.`, { place: { file } });
  }
  return readChains(text, file, language);
}

function inWords(forecast: Forecast, language: Language, currency: string): string {
  const ru = language === "ru";
  const row = (label: string, cells: readonly string[]) =>
    `${label.padEnd(24)}${cells.map((cell) => cell.padStart(11)).join("")}`.trimEnd();
  const cells = ({ planned, byChannel, operatorHours }: Forecast["days"][number] | Forecast): string[] => [
    sayCount(language, planned),
    sayCount(language, byChannel["call"] ?? 0),
    operatorHours.toLocaleString(ru ? "ru-RU" : "en-GB"),
  ];
  const lines = [
    row("", ru ? ["касаний", "звонков", "часов"] : ["touches", "calls", "hours"]),
    ...forecast.days.map((day) => row(sayDay(language, Temporal.PlainDate.from(day.on)), cells(day))),
    row(ru ? "Всего" : "In all", cells(forecast)),
    "",
    ...forecast.chains.map((chain) => row(chain.name, [sayCount(language, chain.planned)])),
    "",
    `${ru ? "Стоимость" : "Cost"}: ${sayMoney(language, BigInt(forecast.cost.replace(".", "")), currency)}`,
  ];
  if (forecast.left.length > 0) {
    lines.push("", ru ? "Не состоится" : "Will not happen");
    lines.push(...forecast.left.map(({ name, count }) => row(`  ${name}`, [sayCount(language, count)])));
  }
  if (forecast.notKnown.length > 0) {
    lines.push("", ru ? "О прошлом не записано" : "Not kept of the past");
    lines.push(...forecast.notKnown.map((words) => `  ${words}`));
  }
  return `${lines.join("\n")}\n`;
}

/** `povod replay FILE.csv`: what the program would have done on past sales. */
import { fromPlainDate } from "../../kernel/calendar.ts";
import { plural, sayDay, type Language } from "../../kernel/language.ts";
import { assert } from "../../kernel/assert.ts";
import {
  backtestBurning,
  replayUnderRules,
  type ReplayFile,
  type ReplayPhase,
} from "../../loyalty/actions/replay-purchases.ts";
import { canBacktest } from "../../loyalty/burn-backtest.ts";
import { jsonOption, requiredDayOption, UsageError, type Command, type CommandContext } from "../command.ts";
import { sayCount } from "../figures.ts";
import { startProgress } from "../progress.ts";
import { backtestInWords } from "./replay-backtest.ts";
import { comparisonInWords } from "./replay-comparison.ts";
import { backtestJson, comparisonJson, replayJson } from "./replay-json.ts";
import { replayInWords } from "./replay-report.ts";
import { ruleOptions, rulesOf, type TypedRule } from "./replay-rules.ts";

export const replayCommand: Command = {
  name: "replay",
  usage:
    "FILE.csv --until DAY [--validity P6M,…] [--accrual 5,…] [--discount 3,…] [--card-price 500.00,…] [--redeem never,always] [--backtest] [--json]",
  options: {
    until: { type: "string" },
    ...ruleOptions,
    backtest: { type: "boolean" },
    ...jsonOption,
  },
  positionals: [1, 1],
  async run(context, invocation) {
    const { language, signal } = context;
    const until = requiredDayOption(invocation, "until");
    const rules = rulesOf(invocation);
    const progress = startProgress(context);
    const asked: Asked = {
      until,
      rules,
      json: invocation.options["json"] === true,
      file: {
        path: invocation.positionals[0] ?? "",
        until: fromPlainDate(until),
        signal,
        onProgress: ({ phase, purchases, bytesRead, totalBytes }) =>
          progress.show(sayPhase(language, phase, purchases), bytesRead, totalBytes),
      },
    };
    const answer = invocation.options["backtest"] === true ? backtest : replay;
    await context.out(await answer(context, asked, progress.clear));
  },
};

interface Asked {
  until: Temporal.PlainDate;
  rules: TypedRule[];
  json: boolean;
  file: ReplayFile;
}

async function replay(
  { language, columns, note }: CommandContext,
  { until, rules, json, file }: Asked,
  wipeProgress: () => void,
): Promise<string> {
  const reports = await replayUnderRules({ ...file, rules }).finally(wipeProgress);
  const [report] = reports;
  const [rule] = rules;
  assert(report !== undefined && rule !== undefined, "there is a rule, and a report on it");
  if (report.later > 0) note(sayLater(language, report.later, sayDay(language, until)));
  if (rules.length > 1)
    return json
      ? document(comparisonJson(rules, reports))
      : comparisonInWords(reports, { language, columns, until, rules });
  return json ? document(replayJson(report)) : replayInWords(report, { language, columns, until, ...rule });
}

async function backtest(
  { language, columns }: CommandContext,
  { until, rules, json, file }: Asked,
  wipeProgress: () => void,
): Promise<string> {
  const [rule, another] = rules;
  assert(rule !== undefined, "there is a rule");
  if (another) throw new UsageError("--backtest takes one rule: one value in every option");
  if (!canBacktest(rule.program.validity))
    throw new UsageError(`--backtest expects a --validity of a month or longer, got ${rule.validity}`);
  const report = await backtestBurning({ ...file, ...rule }).finally(wipeProgress);
  return json ? document(backtestJson(report)) : backtestInWords(report, { language, columns, until });
}

const document = (json: unknown): string => `${JSON.stringify(json, undefined, 2)}\n`;

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

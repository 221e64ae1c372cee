/** `povod statement --card NUMBER --month YYYY-MM`: a month of a card in the terminal, as JSON, as a letter's body or on paper. */
import { writeFile } from "node:fs/promises";
import { loadSettings } from "../../business/store.ts";
import { dayIn } from "../../kernel/clock.ts";
import { sayDay, sayMoney, type Language } from "../../kernel/language.ts";
import { readStatement } from "../../loyalty/actions/state-months.ts";
import { showStatement } from "../../loyalty/show-statement.ts";
import { statementHtml } from "../../loyalty/statement-html.ts";
import { statementPdf } from "../../loyalty/statement-pdf.ts";
import { headings, lineWords, sayBurn, titleOf } from "../../loyalty/statement-words.ts";
import type { Statement } from "../../loyalty/statement.ts";
import { databaseOptions, jsonOption, requiredMonthOption, UsageError, type Command } from "../command.ts";
import { withDatabase } from "../open.ts";

export const statementCommand: Command = {
  name: "statement",
  usage: "--card NUMBER --month YYYY-MM [--json | --html FILE | --pdf FILE] [--data DIR]",
  options: {
    card: { type: "string" },
    month: { type: "string" },
    html: { type: "string" },
    pdf: { type: "string" },
    ...jsonOption,
    ...databaseOptions,
  },
  positionals: [0, 0],
  async run(context, invocation) {
    const month = requiredMonthOption(invocation, "month");
    const { card, html, json, pdf } = invocation.options;
    if (typeof card !== "string" || card === "") throw new UsageError("--card NUMBER is missing");
    if ([json === true, html !== undefined, pdf !== undefined].filter(Boolean).length > 1)
      throw new UsageError("--json, --html and --pdf exclude each other");
    await withDatabase(context, invocation, async ({ db }) => {
      const { language } = context;
      const statement = await readStatement({ db, clock: context.clock }, { number: card, month });
      if (json === true) {
        await context.out(`${JSON.stringify(showStatement(statement))}\n`);
        return;
      }
      const { currency, name: business, zone } = await loadSettings(db);
      const on = dayIn(zone, context.clock.now());
      if (typeof html === "string")
        await writeFile(html, statementHtml(statement, { language, currency, business }));
      else if (typeof pdf === "string")
        await writeFile(pdf, await statementPdf(statement, { language, currency, business, on }));
      else await context.out(inWords(statement, language, currency));
    });
  },
};

const shown = ["price", "discount", "earned", "spent", "burned", "adjusted", "deposit"] as const;

function inWords(statement: Statement, language: Language, currency: string): string {
  const money = (kopecks: bigint) => sayMoney(language, kopecks, currency);
  const balances = ({ bonus, deposit }: Statement["opening"]) =>
    `${headings.balance[language]} ${money(bonus)}, ${headings.deposit[language].toLocaleLowerCase(language)} ${money(deposit)}`;
  const burn = sayBurn(statement, language, currency);
  const lines = statement.lines.map((line) => {
    const day = sayDay(language, Temporal.PlainDate.from(line.on)).padEnd(22);
    const where = line.office === null ? "" : `, ${line.office}`;
    const figures = shown
      .filter((figure) => line[figure] !== 0n)
      .map((figure) => `${headings[figure][language].toLocaleLowerCase(language)} ${money(line[figure])}`);
    return `  ${day} ${lineWords[line.kind][language]}${where}: ${[...figures, `= ${money(line.balance)}`].join(", ")}`;
  });
  return [
    titleOf(statement, language),
    "",
    `${headings.opening[language]}: ${balances(statement.opening)}`,
    ...(lines.length > 0 ? lines : [`  ${headings.quiet[language]}`]),
    `${headings.closing[language]}: ${balances(statement.closing)}`,
    ...(burn === undefined ? [] : [burn]),
    "",
  ].join("\n");
}

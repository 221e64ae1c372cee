/** `povod statements --month YYYY-MM --out DIR`: the statements of all cards as one file of JSON lines. */
import { mkdir } from "node:fs/promises";
import { writeStatements } from "../../loyalty/actions/write-statements.ts";
import { databaseOptions, jsonOption, requiredMonthOption, UsageError, type Command } from "../command.ts";
import { sayCount } from "../figures.ts";
import { withDatabase } from "../open.ts";
import { startProgress } from "../progress.ts";

export const statementsCommand: Command = {
  name: "statements",
  usage: "--month YYYY-MM --out DIR [--json] [--data DIR]",
  summary: {
    ru: "выписки по всем картам за месяц одним файлом; прерванная команда продолжает с того же места",
    en: "the statements of all cards for a month in one file; interrupted and run again it goes on",
  },
  options: { month: { type: "string" }, out: { type: "string" }, ...jsonOption, ...databaseOptions },
  positionals: [0, 0],
  async run(context, invocation) {
    const { language, clock, signal } = context;
    const month = requiredMonthOption(invocation, "month");
    const folder = invocation.options["out"];
    if (typeof folder !== "string" || folder === "") throw new UsageError("--out DIR is missing");
    await mkdir(folder, { recursive: true });
    const progress = startProgress(context);
    await withDatabase(context, invocation, async ({ db }) => {
      const { file, added, kept } = await writeStatements(
        { db, clock },
        {
          month,
          folder,
          signal,
          onProgress: (count) =>
            progress.show(
              language === "ru"
                ? `Выписки: ${sayCount("ru", count)}`
                : `Statements: ${sayCount("en", count)}`,
              count,
              undefined,
            ),
        },
      ).finally(progress.clear);
      const count = sayCount(language, added + kept);
      await context.out(
        invocation.options["json"] === true
          ? `${JSON.stringify({ month, file, statements: added + kept, kept })}\n`
          : language === "ru"
            ? `${file}: выписок ${count}.\n`
            : `${file}: ${count} statements.\n`,
      );
    });
  },
};

/** `povod statements --month YYYY-MM --out DIR`: the statements of all cards as one file of JSON lines, or a paper each. */
import { mkdir } from "node:fs/promises";
import type { Language } from "../../kernel/language.ts";
import { writePapers } from "../../loyalty/actions/write-papers.ts";
import { writeStatements } from "../../loyalty/actions/write-statements.ts";
import { databaseOptions, jsonOption, requiredMonthOption, UsageError, type Command } from "../command.ts";
import { sayCount } from "../figures.ts";
import { withDatabase } from "../open.ts";
import { startProgress } from "../progress.ts";

export const statementsCommand: Command = {
  name: "statements",
  usage: "--month YYYY-MM --out DIR [--format json|pdf|html] [--json] [--data DIR]",
  options: {
    month: { type: "string" },
    out: { type: "string" },
    format: { type: "string" },
    ...jsonOption,
    ...databaseOptions,
  },
  positionals: [0, 0],
  async run(context, invocation) {
    const { language, clock, signal } = context;
    const month = requiredMonthOption(invocation, "month");
    const folder = invocation.options["out"];
    if (typeof folder !== "string" || folder === "") throw new UsageError("--out DIR is missing");
    const { format = "json" } = invocation.options;
    if (format !== "json" && format !== "pdf" && format !== "html")
      throw new UsageError("--format is json, pdf or html");
    await mkdir(folder, { recursive: true });
    const progress = startProgress(context);
    await withDatabase(context, invocation, async ({ db }) => {
      const till = { db, clock };
      const options = {
        month,
        folder,
        signal,
        onProgress: (count: number) => showCount(progress, language, count),
      };
      const { added, kept, ...place } = await (
        format === "json"
          ? writeStatements(till, options)
          : writePapers(till, { ...options, kind: format, language })
      ).finally(progress.clear);
      const where = "file" in place ? place.file : place.folder;
      const count = sayCount(language, added + kept);
      await context.out(
        invocation.options["json"] === true
          ? `${JSON.stringify({ month, ...place, statements: added + kept, kept })}\n`
          : language === "ru"
            ? `${where}: выписок ${count}.\n`
            : `${where}: ${count} statements.\n`,
      );
    });
  },
};

const showCount = (progress: ReturnType<typeof startProgress>, language: Language, count: number): void =>
  progress.show(
    language === "ru" ? `Выписки: ${sayCount("ru", count)}` : `Statements: ${sayCount("en", count)}`,
    count,
    undefined,
  );

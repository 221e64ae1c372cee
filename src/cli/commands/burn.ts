/** `povod burn --through DAY`: books the burns that are true by then. */
import { loadSettings } from "../../business/store.ts";
import { plural, sayDay, sayMoney, type Language } from "../../kernel/language.ts";
import { toDecimal } from "../../kernel/money.ts";
import { burnBonuses } from "../../loyalty/actions/burn-bonuses.ts";
import { databaseOptions, jsonOption, requiredDayOption, type Command } from "../command.ts";
import { sayCount } from "../figures.ts";
import { withDatabase } from "../open.ts";
import { startProgress } from "../progress.ts";

export const burnCommand: Command = {
  name: "burn",
  usage: "--through DAY [--json] [--data DIR]",
  summary: {
    ru: "записать в книгу бонусы, сгоревшие по этот день включительно",
    en: "book the bonuses that burned through this day",
  },
  options: { through: { type: "string" }, ...databaseOptions, ...jsonOption },
  positionals: [0, 0],
  async run(context, invocation) {
    const { language, clock, signal } = context;
    const through = requiredDayOption(invocation, "through");
    const progress = startProgress(context);
    await withDatabase(context, invocation, async ({ db }) => {
      const { cards, burned } = await burnBonuses(db, through, {
        clock,
        signal,
        onProgress: (done, due) => progress.show(sayCards(language, done.cards), done.cards, due),
      }).finally(progress.clear);
      if (invocation.options["json"] === true) {
        await context.out(
          `${JSON.stringify({ through: through.toString(), cards, burned: toDecimal(burned) })}\n`,
        );
        return;
      }
      const { currency } = await loadSettings(db);
      const sum = sayMoney(language, burned, currency);
      const day = sayDay(language, through);
      await context.out(
        language === "ru"
          ? `По ${day} сгорело ${sum}, ${sayCards("ru", cards)}.\n`
          : `Burned through ${day}: ${sum}, ${sayCards("en", cards)}.\n`,
      );
    });
  },
};

const sayCards = (language: Language, count: number): string =>
  language === "ru"
    ? `${sayCount("ru", count)} ${plural("ru", count, ["карта", "карты", "карт"])}`
    : `${sayCount("en", count)} ${plural("en", count, ["card", "cards", "cards"])}`;

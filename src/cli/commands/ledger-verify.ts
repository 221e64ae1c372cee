/** `povod ledger verify`: exit code 0 if the ledger holds together, else 1 and the first thing that does not fit. */
import { plural } from "../../kernel/language.ts";
import { verifyLedger } from "../../loyalty/actions/verify-ledger.ts";
import { databaseOptions, jsonOption, type Command } from "../command.ts";
import { sayCount } from "../figures.ts";
import { withDatabase } from "../open.ts";

export const ledgerVerifyCommand: Command = {
  name: "ledger verify",
  usage: "[--json] [--data DIR]",
  summary: {
    ru: "сверить книгу бонусов: проводки, остатки, сроки",
    en: "check that the ledger holds together: postings, balances, dates",
  },
  options: { ...databaseOptions, ...jsonOption },
  positionals: [0, 0],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) => {
      const checked = await verifyLedger(db);
      if (invocation.options["json"] === true) return context.out(`${JSON.stringify(checked)}\n`);
      const cards = sayCount(context.language, checked.cards);
      const postings = sayCount(context.language, checked.postings);
      return context.out(
        context.language === "ru"
          ? `Книга сходится: ${cards} ${plural("ru", checked.cards, ["карта", "карты", "карт"])}, ` +
              `${postings} ${plural("ru", checked.postings, ["проводка", "проводки", "проводок"])}.\n`
          : `The ledger holds together: ${cards} ${plural("en", checked.cards, ["card", "cards", "cards"])}, ` +
              `${postings} ${plural("en", checked.postings, ["posting", "postings", "postings"])}.\n`,
      );
    }),
};

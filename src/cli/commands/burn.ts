/** `povod burn --through DAY` books the burns that are true by then; `--on DAY --dry-run` only tells which. */
import { loadSettings } from "../../business/store.ts";
import { sayDay, sayMoney } from "../../kernel/language.ts";
import { toDecimal } from "../../kernel/money.ts";
import { burnBonuses } from "../../loyalty/actions/burn-bonuses.ts";
import {
  databaseOptions,
  jsonOption,
  requiredDayOption,
  UsageError,
  type Command,
  type CommandContext,
  type Invocation,
} from "../command.ts";
import { withDatabase } from "../open.ts";
import { startProgress } from "../progress.ts";
import { sayCards, writeRehearsal, writeRehearsalJson } from "./burn-rehearsal.ts";

export const burnCommand: Command = {
  name: "burn",
  usage: "--through DAY | --on DAY --dry-run [--json] [--data DIR]",
  options: {
    through: { type: "string" },
    on: { type: "string" },
    "dry-run": { type: "boolean" },
    ...databaseOptions,
    ...jsonOption,
  },
  positionals: [0, 0],
  async run(context, invocation) {
    const { on, through, "dry-run": dryRun } = invocation.options;
    if (dryRun === true && through !== undefined)
      throw new UsageError("--dry-run goes with --on DAY, --through DAY books");
    if (dryRun !== true && on !== undefined)
      throw new UsageError("--on DAY goes with --dry-run; to book, --through DAY");
    await (dryRun === true ? rehearse(context, invocation) : book(context, invocation));
  },
};

async function rehearse(context: CommandContext, invocation: Invocation): Promise<void> {
  const on = requiredDayOption(invocation, "on");
  const write = invocation.options["json"] === true ? writeRehearsalJson : writeRehearsal;
  await withDatabase(context, invocation, ({ db }) => write(context, db, on));
}

async function book(context: CommandContext, invocation: Invocation): Promise<void> {
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
}

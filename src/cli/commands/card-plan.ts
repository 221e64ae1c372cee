/** `povod card-plan` shows the plans of selling cards, `povod card-plan set` makes one. */
import { loadSettings } from "../../business/store.ts";
import type { Connection } from "../../database/sql.ts";
import { DomainError } from "../../kernel/errors.ts";
import { sayMoney } from "../../kernel/language.ts";
import { setCardPlan } from "../../loyalty/actions/set-card-plan.ts";
import { showCardPlan } from "../../loyalty/show-card-plan.ts";
import { loadCardPlans } from "../../loyalty/store/card-plans.ts";
import { loadOffices } from "../../loyalty/store/offices.ts";
import {
  databaseOptions,
  jsonOption,
  UsageError,
  type Command,
  type CommandContext,
  type Invocation,
} from "../command.ts";
import { withDatabase } from "../open.ts";
import { sayMonth } from "./replay-chart.ts";

export const cardPlanCommand: Command = {
  name: "card-plan",
  usage: "[--json] [--data DIR]",
  options: { ...databaseOptions, ...jsonOption },
  positionals: [0, 0],
  run: (context, invocation) => withDatabase(context, invocation, ({ db }) => show(context, invocation, db)),
};

export const cardPlanSetCommand: Command = {
  name: "card-plan set",
  usage: "--cards 20-25 --income 10000-12000 [--office NAME|ID] [--from MONTH] [--json] [--data DIR]",
  options: {
    cards: { type: "string" },
    income: { type: "string" },
    office: { type: "string" },
    from: { type: "string" },
    ...databaseOptions,
    ...jsonOption,
  },
  positionals: [0, 0],
  async run(context, invocation) {
    const { office, from } = invocation.options;
    if (from !== undefined && !/^[12]\d{3}-(0[1-9]|1[0-2])$/.test(String(from)))
      throw new UsageError(`--from expects a month as YYYY-MM, got ${String(from)}`);
    const cards = span(invocation, "cards", /^\d{1,6}$/);
    const income = span(invocation, "income", /^\d{1,13}(\.\d{2})?$/);
    await withDatabase(context, invocation, async ({ db }) => {
      await setCardPlan(
        { db, clock: context.clock },
        {
          office: typeof office === "string" ? await officeNamed(db, office) : null,
          cards: { least: Number(cards[0]), most: Number(cards[1]) },
          income: { least: twoPlaces(income[0]), most: twoPlaces(income[1]) },
          ...(typeof from === "string" ? { from } : {}),
        },
      );
      await show(context, invocation, db);
    });
  },
};

/** `20-25`, or `20` for both. */
function span({ options }: Invocation, name: string, part: RegExp): [string, string] {
  const text = options[name];
  const [least = "", most = least, ...more] = typeof text === "string" ? text.split("-") : [];
  if (more.length === 0 && part.test(least) && part.test(most)) return [least, most];
  throw new UsageError(`--${name} expects LEAST-MOST, got ${String(text ?? "nothing")}`);
}

const twoPlaces = (text: string): string => (text.includes(".") ? text : `${text}.00`);

async function officeNamed(db: Connection, asked: string): Promise<string> {
  const found = (await loadOffices(db)).filter(({ id, name }) => id === asked || name === asked);
  if (found.length === 1 && found[0]) return found[0].id;
  throw new DomainError(
    "bad_input",
    found.length === 0
      ? `--office: there is no office ${asked}.`
      : `--office: ${found.length} offices are called ${asked}; name one by its id.`,
    { place: { field: "office" } },
  );
}

async function show(context: CommandContext, { options }: Invocation, db: Connection): Promise<void> {
  const plans = (await loadCardPlans(db)).map(showCardPlan);
  if (options["json"] === true) return context.out(`${JSON.stringify({ plans })}\n`);
  const offices = new Map((await loadOffices(db)).map(({ id, name }) => [id, name]));
  const { language } = context;
  const { currency } = await loadSettings(db);
  const sum = (decimal: string) => sayMoney(language, BigInt(decimal.replace(".", "")), currency);
  const lines = plans.map(({ office, from, cards, income }) => {
    const every = { ru: "все офисы", en: "every office" }[language];
    const who = office === null ? every : (offices.get(office) ?? office);
    const since = { ru: "с", en: "from" }[language];
    // The plan that the program came with began before there was anything to sell.
    const when = from > "1970-01" ? `, ${since} ${sayMonth(language, from)}` : "";
    const amounts = `${cards.least}–${cards.most}`;
    const brings = `${sum(income.least)} – ${sum(income.most)}`;
    return {
      ru: `${who}${when}: карт в месяц ${amounts}, денег ${brings}\n`,
      en: `${who}${when}: ${amounts} cards a month, ${brings}\n`,
    }[language];
  });
  return context.out(lines.join(""));
}

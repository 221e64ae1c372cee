/** `povod ledger verify`: exit code 0 if the ledger holds together, else 1 and the first thing that does not fit. */
import { plural, type Language } from "../../kernel/language.ts";
import { checkLedger, refuseIfBroken } from "../../loyalty/actions/verify-ledger.ts";
import { parseHead, type Head } from "../../loyalty/head.ts";
import { databaseOptions, jsonOption, UsageError, type Command, type Invocation } from "../command.ts";
import { sayCount } from "../figures.ts";
import { withDatabase } from "../open.ts";

export const ledgerVerifyCommand: Command = {
  name: "ledger verify",
  usage: "[--head NUMBER:DIGEST] [--json] [--data DIR]",
  options: { head: { type: "string" }, ...databaseOptions, ...jsonOption },
  positionals: [0, 0],
  async run(context, invocation) {
    const head = headOption(invocation);
    await withDatabase(context, invocation, async ({ db }) => {
      const checked = await checkLedger(db, { head });
      if (invocation.options["json"] === true) await context.out(`${JSON.stringify(checked)}\n`);
      refuseIfBroken(checked);
      if (invocation.options["json"] !== true) await context.out(say(context.language, checked));
    });
  },
};

/** Throws UsageError. */
function headOption({ options: { head: text } }: Invocation): Head | undefined {
  if (text === undefined) return undefined;
  const head = parseHead(String(text));
  if (!head)
    throw new UsageError(`--head expects NUMBER:DIGEST as ledger verify prints it, got ${String(text)}`);
  return head;
}

interface Checked {
  cards: number;
  postings: number;
  unsealed: number;
  head: string | null;
}

function say(language: Language, { cards, postings, unsealed, head }: Checked): string {
  const of = sayCount(language, cards);
  const booked = sayPostings(language, postings);
  const open = sayCount(language, unsealed);
  return language === "ru"
    ? `Книга сходится: ${of} ${plural("ru", cards, ["карта", "карты", "карт"])}, ${booked}.\n` +
        `Ещё не опечатано: ${open}. Отметка: ${head ?? "нет"}\n`
    : `The ledger holds together: ${of} ${plural("en", cards, ["card", "cards", "cards"])}, ${booked}.\n` +
        `Not sealed yet: ${open}. Head: ${head ?? "none"}\n`;
}

export const sayPostings = (language: Language, count: number): string => {
  const forms = {
    ru: ["проводка", "проводки", "проводок"],
    en: ["posting", "postings", "postings"],
  } as const;
  return `${sayCount(language, count)} ${plural(language, count, forms[language])}`;
};

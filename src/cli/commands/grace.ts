/** `povod grace` lists grace periods, `povod grace give` lets a bonus be spent for longer. */
import { loadSettings } from "../../business/store.ts";
import { newId } from "../../kernel/ids.ts";
import { sayDay, type Language } from "../../kernel/language.ts";
import { giveGrace, giveGraceToCard, readGraces } from "../../loyalty/actions/give-grace.ts";
import type { GracePeriodState } from "../../loyalty/grace-contract.ts";
import {
  databaseOptions,
  jsonOption,
  requiredDayOption,
  UsageError,
  type Command,
  requiredOption,
} from "../command.ts";
import { withDatabase } from "../open.ts";
import { startProgress } from "../progress.ts";
import { sayCards } from "./burn-rehearsal.ts";

export const graceCommand: Command = {
  name: "grace",
  usage: "[--json] [--data DIR]",
  options: { ...databaseOptions, ...jsonOption },
  positionals: [0, 0],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) => {
      const graces = await readGraces(db);
      if (invocation.options["json"] === true) return context.out(`${JSON.stringify(graces)}\n`);
      if (graces.length === 0)
        return context.out({ ru: "Отсрочек не было.\n", en: "None was given.\n" }[context.language]);
      return context.out(graces.map((grace) => say(grace, context.language)).join(""));
    }),
};

export const graceGiveCommand: Command = {
  name: "grace give",
  usage:
    "--through DAY --reason TEXT --staff ID [--card NUMBER | --office ID] [--key KEY] [--json] [--data DIR]",
  options: {
    through: { type: "string" },
    reason: { type: "string" },
    staff: { type: "string" },
    card: { type: "string" },
    office: { type: "string" },
    key: { type: "string" },
    ...databaseOptions,
    ...jsonOption,
  },
  positionals: [0, 0],
  async run(context, invocation) {
    const { options } = invocation;
    const terms = {
      through: requiredDayOption(invocation, "through").toString(),
      reason: requiredOption(invocation, "reason"),
      staffMember: requiredOption(invocation, "staff"),
    };
    if (options["card"] !== undefined && options["office"] !== undefined)
      throw new UsageError("--card or --office, not both");
    const { clock, signal, language } = context;
    const key = options["key"] === undefined ? newId() : requiredOption(invocation, "key");
    const progress = startProgress(context);
    await withDatabase(context, invocation, async ({ db }) => {
      if (options["card"] !== undefined) {
        const number = requiredOption(invocation, "card");
        const card = await giveGraceToCard({ db, clock }, { number, key, input: terms });
        const today = clock
          .now()
          .toZonedDateTimeISO((await loadSettings(db)).zone)
          .toPlainDate();
        const through = sayDay(language, Temporal.PlainDate.from(card.validThrough), today);
        const said = {
          ru: `Бонусы на карте ${number} можно потратить по ${through} включительно.\n`,
          en: `The bonus on card ${number} can be spent through ${through}.\n`,
        }[language];
        return context.out(options["json"] === true ? `${JSON.stringify(card)}\n` : said);
      }
      const office = options["office"] === undefined ? {} : { office: requiredOption(invocation, "office") };
      const grace = await giveGrace(
        { db, clock },
        { key, input: { ...terms, ...office } },
        { signal, onProgress: (cards) => progress.show(sayCards(language, cards), cards, cards) },
      ).finally(progress.clear);
      await context.out(options["json"] === true ? `${JSON.stringify(grace)}\n` : say(grace, language));
    });
  },
};

function say(grace: GracePeriodState, language: Language): string {
  const whose = {
    ru: grace.office === null ? "все карты" : `карты офиса ${grace.office}`,
    en: grace.office === null ? "every card" : `the cards of office ${grace.office}`,
  }[language];
  const cards = grace.cards === null ? "…" : sayCards(language, grace.cards);
  return {
    ru: `${grace.givenAt.slice(0, 10)}  ${whose}: по ${grace.through}, ${cards}; «${grace.reason}»\n`,
    en: `${grace.givenAt.slice(0, 10)}  ${whose}: through ${grace.through}, ${cards}; “${grace.reason}”\n`,
  }[language];
}

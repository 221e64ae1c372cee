/** `povod card NUMBER`: how a card stands today and why until then; `--qr FILE` draws its QR code. */
import { writeFile } from "node:fs/promises";
import { loadSettings } from "../../business/store.ts";
import { sayDay, sayMoney, type Language, type Words } from "../../kernel/language.ts";
import { fromDecimal } from "../../kernel/money.ts";
import { drawCardQr } from "../../loyalty/actions/draw-card-qr.ts";
import { explainCard } from "../../loyalty/actions/explain-card.ts";
import { lookAtCard, type CardClosely } from "../../loyalty/actions/find-cards.ts";
import { databaseOptions, jsonOption, type Command } from "../command.ts";
import { withDatabase } from "../open.ts";

export const cardCommand: Command = {
  name: "card",
  usage: "NUMBER [--qr FILE] [--json] [--data DIR]",
  options: { qr: { type: "string" }, ...jsonOption, ...databaseOptions },
  positionals: [1, 1],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) => {
      const { language, clock } = context;
      const { qr, json } = invocation.options;
      const number = invocation.positionals[0] ?? "";
      const { today, ...card } = await lookAtCard({ db, clock }, number);
      const { why: sentence } = await explainCard({ db, clock }, { number: card.card, language });
      if (typeof qr === "string")
        await writeFile(qr, await drawCardQr({ db }, card.asked?.number ?? card.card));
      if (json === true) {
        await context.out(`${JSON.stringify({ ...card, whyThisDate: sentence })}\n`);
        return;
      }
      const { currency } = await loadSettings(db);
      await context.out(`${rowsOf(card, language, currency, today)}\n${sentence}\n`);
    }),
};

type Shown = Omit<CardClosely, "today">;

function rowsOf(card: Shown, language: Language, currency: string, today: Temporal.PlainDate): string {
  const day = (text: string) => sayDay(language, Temporal.PlainDate.from(text), today);
  const money = (text: string) => {
    const sum: bigint = fromDecimal(text.replace("-", "")) ?? 0n;
    return sayMoney(language, text.startsWith("-") ? -sum : sum, currency);
  };
  const rows: [Words, string][] = [
    [{ ru: "Карта", en: "Card" }, card.card],
    [{ ru: "Владелец", en: "Owner" }, card.owner || "–"],
    [{ ru: "Состояние", en: "State" }, states[card.state][language]],
    [{ ru: "Бонусы", en: "Bonus" }, money(card.balance)],
    [{ ru: "Действуют по", en: "Valid through" }, day(card.validThrough)],
    [{ ru: "Депозит", en: "Deposit" }, money(card.deposit)],
    [{ ru: "Продана", en: "Sold" }, day(card.soldOn)],
    [{ ru: "Карта до", en: "Expires" }, day(card.expiresOn)],
  ];
  if (card.asked)
    rows.unshift([
      { ru: "Номер", en: "Number" },
      `${card.asked.number}: ${states[card.asked.state][language]}${card.asked.until === null ? "" : `, ${day(card.asked.until)}`}`,
    ]);
  if (card.renewal) {
    const { state, since, office } = card.renewal;
    const told = [renewals[state][language], office ?? "", day(since)].filter((part) => part !== "");
    rows.push([{ ru: "Перевыпуск", en: "Renewal" }, told.join(", ")]);
  }
  return rows.map(([label, text]) => `${label[language].padEnd(15)}${text}\n`).join("");
}

const states: Record<Shown["state"], Words> = {
  active: { ru: "действует", en: "active" },
  blocked: { ru: "заблокирована", en: "blocked" },
  expired: { ru: "срок карты истёк", en: "expired" },
  waiting: { ru: "ждёт выдачи", en: "waits to be handed out" },
  replaced: { ru: "больше не действует", en: "no longer works" },
};

const renewals: Record<NonNullable<Shown["renewal"]>["state"], Words> = {
  asked: { ru: "попросили", en: "asked for" },
  office_chosen: { ru: "офис выбран", en: "office chosen" },
  made: { ru: "изготовлена", en: "made" },
  arrived: { ru: "в офисе", en: "lies at the office" },
  handed_out: { ru: "выдана", en: "handed out" },
  cancelled: { ru: "отменён", en: "cancelled" },
};

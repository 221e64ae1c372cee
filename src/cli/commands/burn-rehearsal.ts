/** `povod burn --on DAY --dry-run`: whose bonus would burn through that day, and how much. Books nothing. */
import { loadSettings } from "../../business/store.ts";
import { fullName } from "../../clients/person-name.ts";
import type { Connection } from "../../database/sql.ts";
import { plural, sayDay, sayMoney, type Language } from "../../kernel/language.ts";
import { toDecimal } from "../../kernel/money.ts";
import { rehearseBurn, type BurnRehearsal } from "../../loyalty/actions/rehearse-burn.ts";
import type { DueCard } from "../../loyalty/store/burning.ts";
import type { CommandContext } from "../command.ts";
import { sayCount } from "../figures.ts";

const mostShown = 20;

/** One document, written page by page: a large base is never held whole. */
export async function writeRehearsalJson(
  { out, signal }: CommandContext,
  db: Connection,
  on: Temporal.PlainDate,
): Promise<void> {
  await out(`{"on":"${on.toString()}","cards":[`);
  let separator = "\n";
  const { cards, sum, byOffice } = await rehearseBurn(db, on, {
    signal,
    async onCards(page) {
      await out(separator + page.map((card) => JSON.stringify(cardJson(card))).join(",\n"));
      separator = ",\n";
    },
  });
  const totals = {
    cards,
    sum: toDecimal(sum),
    byOffice: byOffice.map((office) => ({ ...office, sum: toDecimal(office.sum) })),
  };
  await out(`\n],"totals":${JSON.stringify(totals)}}\n`);
}

const cardJson = (card: DueCard): unknown => ({
  card: card.number,
  client: card.clientId,
  owner: fullName(card) || null,
  office: card.office,
  balance: toDecimal(card.balance),
  lastPresentedOn: card.lastPresentedOn.toString(),
  burnsOn: card.burnsOn.toString(),
});

export async function writeRehearsal(
  { out, signal, language }: CommandContext,
  db: Connection,
  on: Temporal.PlainDate,
): Promise<void> {
  const shown: DueCard[] = [];
  const rehearsal = await rehearseBurn(db, on, {
    signal,
    onCards: (page) => void shown.push(...page.slice(0, mostShown - shown.length)),
  });
  const { currency } = await loadSettings(db);
  await out(`${inWords(rehearsal, shown, { on, language, currency }).join("\n")}\n`);
}

interface Reading {
  on: Temporal.PlainDate;
  language: Language;
  currency: string;
}

function inWords(rehearsal: BurnRehearsal, shown: readonly DueCard[], reading: Reading): string[] {
  const { on, language, currency } = reading;
  const day = sayDay(language, on);
  if (rehearsal.cards === 0)
    return [{ ru: `По ${day} не сгорит ничего.`, en: `Nothing burns through ${day}.` }[language]];
  const sum = (kopecks: bigint) => sayMoney(language, kopecks, currency);
  const total = sum(rehearsal.sum);
  const cards = sayCards(language, rehearsal.cards);
  const offices = rehearsal.byOffice.map((office) => [
    office.name ?? { ru: "офис неизвестен", en: "office not known" }[language],
    sum(office.sum),
    sayCards(language, office.cards),
  ]);
  const left = rehearsal.cards - shown.length;
  const rest = sum(rehearsal.sum - shown.reduce((all, card) => all + card.balance, 0n));
  return [
    {
      ru: `По ${day} сгорит ${total}, ${cards}. Ничего не записано.`,
      en: `Through ${day} burns: ${total}, ${cards}. Nothing was booked.`,
    }[language],
    "",
    ...inColumns(offices, "left right right"),
    "",
    ...inColumns(
      shown.map((card) => cells(card, reading)),
      "left right left left left",
    ),
    ...(left === 0
      ? []
      : [
          {
            ru: `… и ещё ${sayCards("ru", left)}, ${rest}; все — с --json.`,
            en: `… and ${sayCount("en", left)} more ${plural("en", left, cardForms.en)}, ${rest}; --json lists them all.`,
          }[language],
        ]),
  ];
}

function cells(card: DueCard, { language, currency }: Reading): string[] {
  const burns = sayDay(language, card.burnsOn);
  const presented = sayDay(language, card.lastPresentedOn);
  return [
    card.number,
    sayMoney(language, card.balance, currency),
    { ru: `сгорит ${burns}`, en: `burns on ${burns}` }[language],
    {
      ru: `предъявлена ${presented}${card.office === null ? "" : ` (${card.office})`}`,
      en: `presented on ${presented}${card.office === null ? "" : ` at ${card.office}`}`,
    }[language],
    fullName(card),
  ];
}

function inColumns(rows: readonly string[][], sides: string): string[] {
  const columns = sides.split(" ").map((side, at) => ({
    side,
    width: Math.max(...rows.map((row) => row[at]?.length ?? 0)),
  }));
  return rows.map((row) =>
    columns
      .map(({ side, width }, at) => {
        const cell = row[at] ?? "";
        return side === "left" ? cell.padEnd(width) : cell.padStart(width);
      })
      .join("  ")
      .trimEnd(),
  );
}

const cardForms = {
  ru: ["карта", "карты", "карт"],
  en: ["card", "cards", "cards"],
} as const satisfies Record<Language, readonly [string, string, string]>;

export const sayCards = (language: Language, count: number): string =>
  `${sayCount(language, count)} ${plural(language, count, cardForms[language])}`;

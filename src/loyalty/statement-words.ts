/** What a statement is called and says, in both languages. */
import { sayCardNumber, sayDay, sayMoney, type Language, type Words } from "../kernel/language.ts";
import type { LineKind, Statement } from "./statement.ts";

export const lineWords: Record<LineKind, Words> = {
  purchase: { ru: "Покупка", en: "Purchase" },
  refund: { ru: "Возврат", en: "Refund" },
  burn: { ru: "Бонусы сгорели", en: "Bonus burned" },
  adjustment: { ru: "Изменение вручную", en: "Adjustment" },
  pay_out: { ru: "Выплата депозита", en: "Deposit paid out" },
  top_up: { ru: "Пополнение депозита", en: "Deposit topped up" },
};

export const headings = {
  what: { ru: "Операция", en: "What" },
  price: { ru: "Сумма", en: "Sum" },
  discount: { ru: "Скидка", en: "Discount" },
  paid: { ru: "Оплачено", en: "Paid" },
  earned: { ru: "Начислено", en: "Earned" },
  spent: { ru: "Списано", en: "Spent" },
  burned: { ru: "Сгорело", en: "Burned" },
  adjusted: { ru: "Изменено вручную", en: "Adjusted" },
  byHand: { ru: "Вручную", en: "By hand" },
  balance: { ru: "Бонусы", en: "Bonus" },
  deposit: { ru: "Депозит", en: "Deposit" },
  opening: { ru: "На начало месяца", en: "At the start of the month" },
  closing: { ru: "На конец месяца", en: "At the end of the month" },
  date: { ru: "Дата", en: "Date" },
  lines: { ru: "Операции", en: "Operations" },
  total: { ru: "Итого", en: "Total" },
  card: { ru: "Карта", en: "Card" },
  owner: { ru: "Владелец", en: "Owner" },
  madeOn: { ru: "Составлена", en: "Made on" },
  sums: { ru: "Суммы в", en: "Sums in" },
  statement: { ru: "Выписка", en: "Statement" },
  quiet: { ru: "В этом месяце операций не было.", en: "Nothing happened this month." },
} as const satisfies Record<string, Words>;

const monthFormats = {
  ru: new Intl.DateTimeFormat("ru-RU", { month: "long", year: "numeric" }),
  en: new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric" }),
};

const saidMonths = new Map<string, string>();

/** Remembered: a batch says one month a million times, and `Intl` takes its time over each. */
export function sayMonth(month: string, language: Language): string {
  const key = `${language} ${month}`;
  let said = saidMonths.get(key);
  if (said === undefined) {
    said = monthFormats[language].format(Temporal.PlainDate.from(`${month}-01`)).replace(/\s?г\.$/, "");
    if (saidMonths.size > 1000) saidMonths.clear();
    saidMonths.set(key, said);
  }
  return said;
}

export function titleOf({ month, card }: Statement, language: Language): string {
  const name = sayMonth(month, language);
  return language === "ru"
    ? `Выписка по карте ${sayCardNumber(card)}, ${name}`
    : `Statement of card ${sayCardNumber(card)}, ${name}`;
}

/** Undefined: nothing is left that could burn. */
export function sayBurn({ burns }: Statement, language: Language, currency: string): string | undefined {
  if (!burns) return undefined;
  const sum = sayMoney(language, burns.amount, currency);
  const day = sayDay(language, Temporal.PlainDate.from(burns.on));
  return language === "ru"
    ? `${sum} сгорят ${day}, если до этого дня не предъявить карту.`
    : `${sum} will burn on ${day} unless the card is presented before that day.`;
}

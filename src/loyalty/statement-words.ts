/** What a statement is called and says, in both languages. */
import { sayDay, sayMoney, type Language, type Words } from "../kernel/language.ts";
import type { LineKind, Statement } from "./statement.ts";

export const lineWords: Record<LineKind, Words> = {
  purchase: { ru: "Покупка", en: "Purchase" },
  refund: { ru: "Возврат", en: "Refund" },
  burn: { ru: "Бонусы сгорели", en: "Bonus burned" },
  adjustment: { ru: "Изменение вручную", en: "Adjustment" },
  top_up: { ru: "Пополнение депозита", en: "Deposit topped up" },
};

export const headings = {
  what: { ru: "Операция", en: "What" },
  price: { ru: "Сумма", en: "Sum" },
  discount: { ru: "Скидка", en: "Discount" },
  earned: { ru: "Начислено", en: "Earned" },
  spent: { ru: "Списано", en: "Spent" },
  burned: { ru: "Сгорело", en: "Burned" },
  adjusted: { ru: "Изменено вручную", en: "Adjusted" },
  balance: { ru: "Бонусы", en: "Bonus" },
  deposit: { ru: "Депозит", en: "Deposit" },
  opening: { ru: "На начало месяца", en: "At the start of the month" },
  closing: { ru: "На конец месяца", en: "At the end of the month" },
  quiet: { ru: "В этом месяце операций не было.", en: "Nothing happened this month." },
} as const satisfies Record<string, Words>;

const monthFormats = {
  ru: new Intl.DateTimeFormat("ru-RU", { month: "long", year: "numeric" }),
  en: new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric" }),
};

export function titleOf({ month, card }: Statement, language: Language): string {
  const name = monthFormats[language].format(Temporal.PlainDate.from(`${month}-01`)).replace(/\s?г\.$/, "");
  return language === "ru" ? `Выписка по карте ${card}, ${name}` : `Statement of card ${card}, ${name}`;
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

/** A greeting is only a greeting: no offer, no price, no link to a shop, no call to buy. */
import type { Words } from "../kernel/language.ts";
import type { Step } from "./chain.ts";
import type { Mistake } from "./mistakes.ts";
import type { Template } from "./script.ts";

interface Sign {
  pattern: RegExp;
  what: Words;
}

// \b knows only Latin letters, so Russian words are held by what is not a letter.
const start = "(?<![\\p{L}])";
const signs: readonly Sign[] = [
  {
    pattern:
      /\d[\d\s\u00a0\u202f.,]*\s?(?:₽|руб|р\.|коп|\$|€|£|RUB|USD|EUR|rubles?|dollars?|euros?)|[$€£]\s?\d/iu,
    what: { ru: "цена", en: "a price" },
  },
  { pattern: /\d\s?(?:%|процент|percent)/iu, what: { ru: "скидка в процентах", en: "a percentage" } },
  {
    pattern: /\{\{[^}]*(?:\bcard\.|\bissue\.|\boffer\.|\|\s*money)/u,
    what: { ru: "сумма, карта или выпуск рассылки", en: "a sum, the card or an issue" },
  },
  {
    pattern:
      /https?:\/\/|(?:^|[^\p{L}\d@])www\.|(?:^|[\s(«"])[\p{L}\d-]+\.(?:ru|рф|com|shop|store|net|org|su)(?![\p{L}\d])/iu,
    what: { ru: "ссылка", en: "a link" },
  },
  {
    pattern: new RegExp(
      `${start}(?:скидк|акци[яиюей]|распродаж|промокод|спецпредложени|выгодн|бесплатн|дешевле|кэшбэк|кешбэк|купон)`,
      "iu",
    ),
    what: { ru: "предложение", en: "an offer" },
  },
  {
    pattern:
      /\b(?:discounts?|sale|promo(?:tion|code)?s?|special offers?|coupons?|voucher|cashback|cheaper|for free|% off)\b/iu,
    what: { ru: "предложение", en: "an offer" },
  },
  {
    pattern: new RegExp(
      `${start}(?:купите|покупайте|закажите|заказывайте|забронируйте|бронируйте|успейте|спешите|поторопитесь|оплатите|оформите|воспользуйтесь|переходите по|жмите|нажмите|только сегодня)`,
      "iu",
    ),
    what: { ru: "призыв к покупке", en: "a call to buy" },
  },
  {
    pattern:
      /\b(?:buy|order now|book (?:now|your)|hurry|shop now|click|don't miss|only today|today only)\b/iu,
    what: { ru: "призыв к покупке", en: "a call to buy" },
  },
];

/** `path` is the step's. */
export function greetingMistakes(step: Step, template: Template, path: string[]): Mistake[] {
  const mistakes: Mistake[] = [];
  if (step.late !== "skip")
    mistakes.push({
      path: [...path, "late"],
      said: {
        ru: "поздравление не опаздывает: ожидается skip",
        en: "a greeting is never late: expected skip",
      },
    });
  if (template.offer)
    mistakes.push({
      path: ["templates", step.template, "offer"],
      said: {
        ru: "в поздравлении предложения быть не может",
        en: "a greeting holds no offer",
      },
    });
  for (const { path: where, text } of textsOf(template, ["templates", step.template])) {
    if (where[2] === "offer") continue;
    for (const { pattern, what } of signs) {
      const found = pattern.exec(text);
      if (!found) continue;
      const quoted = found[0].trim();
      mistakes.push({
        path: where,
        said: {
          ru: `в поздравлении ${what.ru} («${quoted}»); ожидаются только добрые слова`,
          en: `a greeting with ${what.en} ("${quoted}"); expected kind words alone`,
        },
      });
    }
  }
  return mistakes;
}

function textsOf(value: unknown, path: string[]): { path: string[]; text: string }[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, [...path, key]));
}

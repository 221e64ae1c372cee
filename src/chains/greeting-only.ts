/** A greeting is only a greeting: no offer, no price, no link to a shop, no call to buy, no question but where the gift shall wait. */
import type { Words } from "../kernel/language.ts";
import type { Step } from "./chain.ts";
import type { Mistake } from "./mistakes.ts";
import { questionsOf, type Question, type Template } from "./script.ts";

interface Sign {
  pattern: RegExp;
  what: Words;
  /** What is proposed so depends on conditions. */
  isOffer?: true;
}

// \b knows only Latin letters, so Russian words are held by what is not a letter.
const start = "(?<![\\p{L}])";
const signs: readonly Sign[] = [
  {
    pattern:
      /\d[\d\s\u00a0\u202f.,]*\s?(?:₽|руб|р\.|коп|\$|€|£|RUB|USD|EUR|rubles?|dollars?|euros?)|[$€£]\s?\d/iu,
    what: { ru: "цена", en: "a price" },
    isOffer: true,
  },
  {
    pattern: /\d\s?(?:%|процент|percent)/iu,
    what: { ru: "скидка в процентах", en: "a percentage" },
    isOffer: true,
  },
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
    isOffer: true,
  },
  {
    pattern:
      /\b(?:discounts?|sale|promo(?:tion|code)?s?|special offers?|coupons?|voucher|cashback|cheaper|for free|% off)\b/iu,
    what: { ru: "предложение", en: "an offer" },
    isOffer: true,
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

/** The words by which a text proposes something that depends on conditions; undefined where it proposes nothing. */
export function offerIn(text: string): string | undefined {
  for (const { pattern, isOffer } of signs) {
    const found = isOffer && pattern.exec(text);
    if (found) return found[0].trim();
  }
  return undefined;
}

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
  return [...mistakes, ...askedBesides(template, ["templates", step.template, "script", "questions"])];
}

/** What a conversation that greets may bring to be known: decision 0074. */
const gift = "gift-office";
const learnt: readonly string[] = [gift, "note"];

/** Every question that does not serve the gift; `path` is the questions'. */
function askedBesides({ script }: Template, path: string[]): Mistake[] {
  const questions = questionsOf(script);
  return questions.flatMap((question, index) => {
    const where = [...path, String(index)];
    const mistakes = [...factsOf(question)]
      .filter(([fact]) => !learnt.includes(fact))
      .map(([fact, within]): Mistake => ({
        path: [...where, ...within],
        said: {
          ru: `в поздравлении не спрашивают ${fact}; ожидается ${gift} (где ждёт подарок) или note`,
          en: `a greeting does not ask for ${fact}; expected ${gift} (where the gift waits) or note`,
        },
      }));
    for (const [at, answer] of (question.answers ?? []).entries())
      if (answer.opens === "handoff")
        mistakes.push({
          path: [...where, "answers", String(at), "opens"],
          said: {
            ru: "из поздравления менеджеру не передают; ожидается complaint или do-not-disturb",
            en: "a greeting hands nobody over to a manager; expected complaint or do-not-disturb",
          },
        });
    // A choice that is kept nowhere is a way to what comes after it: whether the client wants the gift at all.
    const isWayOn = questions.slice(index + 1).some((later) => factsOf(later).has(gift));
    if (factsOf(question).size === 0 && !isWayOn)
      mistakes.push({
        path: where,
        said: {
          ru: `поздравление спрашивает только о подарке; ожидается ${gift} в этом вопросе или дальше`,
          en: `a greeting asks about the gift alone; expected ${gift} in this question or a later one`,
        },
      });
    return mistakes;
  });
}

/** What a question brings to be known, and where in it that stands. */
function factsOf({ fact, answers = [] }: Question): Map<string, string[]> {
  const facts = new Map<string, string[]>();
  for (const [at, { store = {} }] of answers.entries())
    for (const name of Object.keys(store)) facts.set(name, ["answers", String(at), "store", name]);
  if (fact !== undefined) facts.set(fact, ["fact"]);
  return facts;
}

function textsOf(value: unknown, path: string[]): { path: string[]; text: string }[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, [...path, key]));
}

/** Liquid for what we say to a client: strict, so that a missing fact stops the words instead of leaving a hole. */
import { Liquid, type Template } from "liquidjs";
import { ownFilters } from "../chains/script.ts";
import { fromDecimal } from "../kernel/money.ts";
import { sayDay, sayMoney, type Language } from "../kernel/language.ts";
import { DeliveryError } from "./intent.ts";

/** Values a template may name. Null, undefined and "" count as not known. */
export type Scope = { [name: string]: unknown };

/** Whose words they are in: decides how sums and days are said. */
export interface Saying {
  language: Language;
  currency: string;
  today: Temporal.PlainDate;
}

const engine = new Liquid({
  strictVariables: true,
  strictFilters: true,
  // `{% if trip.destination %}` may ask for what is not known; printing it may not.
  lenientIf: true,
  ownPropertyOnly: true,
  renderLimit: 1_000,
  memoryLimit: 1_000_000,
  parseLimit: 100_000,
});
const filters: Record<(typeof ownFilters)[number], (value: unknown, saying: Saying) => string> = {
  money: (value, { language, currency }) => sayMoney(language, asKopecks(value), currency),
  day: (value, { language, today }) => sayDay(language, Temporal.PlainDate.from(String(value)), today),
};
for (const name of ownFilters)
  engine.registerFilter(name, function (value: unknown) {
    return filters[name](value, sayingIn(this.context.globals));
  });

const parsed = new Map<string, Template[]>();
const mostParsed = 1_000;

/** `where` names the template in the error: `bonus-burn v3, soon.body.ru`. Throws DeliveryError, permanent. */
export function sayWords(source: string, scope: Scope, saying: Saying, where: string): string {
  try {
    let template = parsed.get(source);
    if (!template) {
      template = engine.parse(source);
      if (parsed.size >= mostParsed) parsed.clear();
      parsed.set(source, template);
    }
    return engine.renderSync(template, scope, { globals: { saying } }) as string;
  } catch (error) {
    throw new DeliveryError(`template ${where}: ${firstLine(error)}`, { permanent: true, cause: error });
  }
}

/** Without what is not known, at any depth, so that strict words notice. */
export function onlyKnown(scope: Scope): Scope {
  const known: Scope = {};
  for (const [name, value] of Object.entries(scope)) {
    if (value === null || value === undefined || value === "") continue;
    known[name] = value?.constructor === Object ? onlyKnown(value as Scope) : value;
  }
  return known;
}

/** How we turn to a client: «Марина Сергеевна» in Russian, the given name in English. */
export function addressOf(client: { givenName: string; patronymic: string }, language: Language): string {
  if (!client.givenName) return language === "ru" ? "Уважаемый клиент" : "Dear client";
  return language === "ru" && client.patronymic
    ? `${client.givenName} ${client.patronymic}`
    : client.givenName;
}

const sayingIn = (globals: object): Saying => (globals as { saying: Saying }).saying;

/** Kopecks as a whole number, or a decimal string. */
function asKopecks(value: unknown): bigint {
  const text = String(value);
  const amount = text.includes(".") ? fromDecimal(text) : /^-?\d+$/.test(text) ? BigInt(text) : undefined;
  if (amount === undefined) throw new Error("money expects a sum");
  return amount;
}

const firstLine = (error: unknown): string => String((error as Error).message).split("\n")[0] ?? "";

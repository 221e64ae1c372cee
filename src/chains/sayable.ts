/** What words about a touch may name between double braces, and what stands there then. */
import { Liquid } from "liquidjs";
import type { Words } from "../kernel/language.ts";
import { eventOf, type OccasionKind } from "./chain.ts";
import { ownFilters } from "./script.ts";

export interface Sayable {
  /** `card.balance`. */
  name: string;
  /** What stands there; absent: it may be named, and is for nobody to read. */
  means?: Words;
  /** A day, said by the filter `day`. */
  isDay?: true;
  /** Makes sense in the words of one language only. */
  only?: keyof Words;
}

const said = (name: string, ru: string, en: string): Sayable => ({ name, means: { ru, en } });
const dayOf = (name: string, ru: string, en: string): Sayable => ({ ...said(name, ru, en), isDay: true });
const silent = (...names: string[]): Sayable[] => names.map((name) => ({ name }));
const inBoth = (name: string, ru: string, en: string): Sayable[] => [
  { ...said(`${name}Ru`, ru, en), only: "ru" },
  { ...said(`${name}En`, ru, en), only: "en" },
];

/** Of whatever occasion. */
const ofEverything: readonly Sayable[] = [
  said("client.address", "обращение", "how the client is addressed"),
  said("client.given_name", "имя", "given name"),
  said("client.patronymic", "отчество", "patronymic"),
  said("client.family_name", "фамилия", "family name"),
  said("card.balance", "бонусы на карте", "bonus on the card"),
  said("card.valid_through", "последний день бонусов", "last day of the bonus"),
  said("card.burns_on", "день, когда сгорят", "day the bonus burns"),
  said("card.number", "номер карты", "card number"),
  said("card.last_presented_on", "когда предъявили карту", "day the card was last shown"),
  said("card.office", "где предъявили карту", "where the card was last shown"),
  said("business.name", "название сети", "name of the network"),
];

const place = [
  said("facts.office", "офис", "office"),
  said("facts.address", "адрес офиса", "office address"),
];
const visit = [
  dayOf("facts.visitedOn", "день визита", "day of the visit"),
  said("facts.office", "офис", "office"),
  ...silent("facts.dealing"),
];
const trip = said("trip.destination", "куда", "destination");

/** Of one kind of occasion, as its source tells them. */
const ofOccasion: Record<Exclude<OccasionKind, `event:${string}`>, readonly Sayable[]> = {
  birthday: [
    dayOf("facts.on", "день рождения", "the birthday"),
    said("facts.age", "сколько исполнилось", "age"),
    ...silent("facts.year"),
  ],
  holiday: [
    ...inBoth("facts.name", "какой праздник", "which holiday"),
    dayOf("facts.on", "день праздника", "day of the holiday"),
    ...silent("facts.code"),
  ],
  returned: [
    trip,
    said("trip.returned_on", "день возвращения", "day of the return"),
    said("facts.nights", "сколько ночей", "nights away"),
    ...silent("facts.destination", "facts.returnedOn", "facts.dealing"),
  ],
  visited: visit,
  "planned-trip": [
    trip,
    said("facts.companions", "с кем", "with whom"),
    ...silent("facts.destination", "facts.startsOn", "facts.precision", "facts.trip"),
  ],
  appointment: [
    dayOf("facts.on", "день записи", "day of the appointment"),
    said("facts.time", "время записи", "time of the appointment"),
    said("facts.with", "к кому", "with whom"),
    said("facts.about", "о чём", "what about"),
    ...place,
    ...silent("facts.appointment"),
  ],
  "bonus-burn": silent(
    "facts.card",
    "facts.number",
    "facts.balance",
    "facts.validThrough",
    "facts.burnsOn",
    "facts.lastPresentedOn",
    "facts.office",
  ),
  "card-expiry": [
    dayOf("facts.expiresOn", "до какого дня карта", "last day of the card"),
    said("facts.office", "офис карты", "office of the card"),
    ...silent("facts.card", "facts.number"),
  ],
  "card-ready": [
    said("facts.number", "номер новой карты", "number of the new card"),
    dayOf("facts.arrivedOn", "когда пришла карта", "day the card arrived"),
    ...place,
    ...silent("facts.card"),
  ],
  "gift-waiting": [
    ...inBoth("facts.gift", "подарок", "the gift"),
    dayOf("facts.reservedOn", "с какого дня ждёт", "day it was laid by"),
    ...place,
    ...silent("facts.reservation"),
  ],
  "missing-facts": [],
  issue: [
    said("issue.subject", "тема выпуска", "subject of the issue"),
    said("issue.body", "текст выпуска", "text of the issue"),
    ...silent("facts.number", "facts.subjectRu", "facts.subjectEn"),
  ],
  "month-end": [
    said("statement.month", "месяц выписки", "month of the statement"),
    said("statement.purchases", "сколько покупок", "number of purchases"),
    said("statement.opening", "бонусы на начало", "bonus at the start"),
    said("statement.closing", "бонусы на конец", "bonus at the end"),
    said("statement.paid", "заплачено", "paid"),
    said("statement.earned", "начислено бонусов", "bonus earned"),
    said("statement.spent", "списано бонусов", "bonus spent"),
    said("statement.burned", "сгорело бонусов", "bonus burned"),
    said("statement.deposit", "деньги на карте", "money on the card"),
    said("statement.burns", "сколько сгорит", "what will burn"),
    said("statement.burns_on", "когда сгорит", "day it burns"),
    ...silent("facts.card", "facts.number", "facts.month"),
  ],
  acquaintance: [
    dayOf("facts.presentedOn", "день, когда показали карту", "day the card was shown"),
    said("facts.office", "офис", "office"),
    ...silent("facts.card"),
  ],
  recall: visit,
  silence: [
    dayOf("facts.lastOn", "когда были в последний раз", "day of the last visit"),
    ...silent("facts.dealing"),
  ],
};

/** What words about the occasion may name. An event brings whatever it was told with: `facts.<anything>`. */
export function sayableAt(kind: OccasionKind): readonly Sayable[] {
  if (eventOf(kind) !== undefined)
    return [...ofEverything, dayOf("facts.on", "день события", "day of the event"), ...silent("facts.event")];
  return [...ofEverything, ...(ofOccasion[kind as keyof typeof ofOccasion] ?? [])];
}

/** As it is put into words, with its braces. */
export const written = ({ name, isDay }: Sayable): string => `{{ ${name}${isDay ? " | day" : ""} }}`;

// A fact or a filter that is not there would stop every letter of the step on its day.
const engine = new Liquid({ strictFilters: true });
for (const filter of ownFilters) engine.registerFilter(filter, String);

/** What is wrong with words about the occasion; undefined where they can be said. */
export function unsayable(words: string, kind: OccasionKind): Words | undefined {
  try {
    const known = sayableAt(kind).map(({ name }) => name);
    for (const segments of engine.globalVariableSegmentsSync(engine.parse(words))) {
      const told = unknownAt(segments, kind, known);
      if (told) return told;
    }
    return undefined;
  } catch (error) {
    const why = String((error as Error).message).split("\n")[0] ?? "";
    return { ru: `слова не читаются: ${why}`, en: `these words cannot be read: ${why}` };
  }
}

function unknownAt(
  segments: readonly unknown[],
  kind: OccasionKind,
  known: readonly string[],
): Words | undefined {
  // What a variable in brackets stands for is known when it is said.
  const variable = segments.findIndex((segment) => typeof segment !== "string");
  const [root = "", ...rest] = segments.slice(0, variable < 0 ? undefined : variable).map(String);
  const name = [root, ...rest].join(".");
  if (eventOf(kind) !== undefined && root === "facts") return undefined;
  if (known.some((one) => isWithin(name, one) || isWithin(one, name))) return undefined;
  const near = known.filter((one) => one.startsWith(`${root}.`));
  const expected = (near.length > 0 ? near : known).join(", ");
  return {
    ru: `${name} здесь неизвестно; ожидается одно из ${expected}`,
    en: `${name} is not known here; expected one of ${expected}`,
  };
}

/** `card` or `card.balance` within `card.balance`. */
const isWithin = (name: string, whole: string): boolean => name === whole || whole.startsWith(`${name}.`);

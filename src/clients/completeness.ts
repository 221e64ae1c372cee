/** What share of the facts the business wants is known about a client, and what to ask, what is worth most first. */
import type { Language, Words } from "../kernel/language.ts";
import type { ContactPoint } from "./contract.ts";
import type { NamedAttribute } from "./change-contract.ts";
import type { ProfileFacts } from "./profile-facts.ts";

interface FactWords {
  name: Words;
  /** As one asks it in a conversation. */
  question: Words;
}

const fact = (ru: string, en: string, askRu: string, askEn: string): FactWords => ({
  name: { ru, en },
  question: { ru: askRu, en: askEn },
});

export const commonFacts = {
  family_name: fact("фамилия", "family name", "Как Ваша фамилия?", "What is your family name?"),
  given_name: fact("имя", "given name", "Как Вас зовут?", "What is your name?"),
  patronymic: fact("отчество", "patronymic", "Как Вас по отчеству?", "What is your patronymic?"),
  sex: fact("пол", "sex", "Отметьте пол", "Note the sex"),
  birthday: fact("день рождения", "birthday", "Когда у Вас день рождения?", "When is your birthday?"),
  birth_year: fact(
    "год рождения",
    "year of birth",
    "Какого Вы года рождения?",
    "Which year were you born in?",
  ),
  phone: fact("телефон", "phone", "По какому телефону Вам звонить?", "Which phone shall we call you on?"),
  email: fact("эл. почта", "e-mail", "На какую почту Вам писать?", "Which e-mail shall we write to?"),
  telegram: fact("Telegram", "Telegram", "Есть ли у Вас Telegram?", "Are you on Telegram?"),
  max: fact("MAX", "MAX", "Есть ли у Вас MAX?", "Are you on MAX?"),
  vk: fact("VK", "VK", "Есть ли у Вас страница VK?", "Are you on VK?"),
  postal: fact(
    "почтовый адрес",
    "postal address",
    "По какому адресу Вам писать?",
    "What is your postal address?",
  ),
  contact_consent: fact(
    "согласие на связь",
    "consent to be contacted",
    "Можно ли нам связываться с Вами?",
    "May we be in touch with you?",
  ),
  advertising_consent: fact(
    "согласие на рекламу",
    "consent to advertising",
    "Присылать ли Вам наши предложения?",
    "Shall we send you our offers?",
  ),
  hours: fact("удобные часы", "good hours", "В какие часы Вам удобно говорить?", "Which hours suit you?"),
  home_office: fact("свой офис", "home office", "В какой офис Вам удобнее?", "Which office suits you best?"),
  planned_trip: fact(
    "планы поездки",
    "planned trip",
    "Когда и куда Вы собираетесь в следующий раз?",
    "When and where do you mean to go next?",
  ),
} as const satisfies Record<string, FactWords>;

export type CommonFact = keyof typeof commonFacts;
export const commonFactNames = Object.keys(commonFacts) as CommonFact[];
export const isCommonFact = (name: string): name is CommonFact => Object.hasOwn(commonFacts, name);

const attributePrefix = "attribute.";
/** Undefined: not one of the business's own attributes. */
export const attributeOf = (name: string): string | undefined =>
  name.startsWith(attributePrefix) ? name.slice(attributePrefix.length) : undefined;

export interface WantedFact {
  /** A common fact, or `attribute.` and a name. */
  fact: string;
  worth: number;
  /** How the business asks for it; ours where absent. */
  question?: Words | null;
}

/** What a share is computed from. */
export interface KnownAbout {
  facts: Pick<
    ProfileFacts,
    "familyName" | "givenName" | "patronymic" | "sex" | "birthday" | "homeOffice" | "hours" | "attributes"
  >;
  points: readonly Pick<ContactPoint, "kind" | "state">[];
  /** Purposes about which the client has said anything, yes or no: who said no is not asked again. */
  said: readonly string[];
  trips: readonly { startsOn: Temporal.PlainDate; precision: "day" | "month" | "season"; state: string }[];
  on: Temporal.PlainDate;
}

export const usableStates: readonly string[] = ["unverified", "verified"];
export const liveTripStates: readonly string[] = ["expected", "confirmed", "handed_over", "booked"];
const monthsOfTrip = { day: 0, month: 1, season: 3 } as const;

function isKnown(name: string, known: KnownAbout): boolean {
  const attribute = attributeOf(name);
  if (attribute !== undefined) return Object.hasOwn(known.facts.attributes, attribute);
  return isCommonFact(name) && commonKnown(name, known);
}

function commonKnown(name: CommonFact, { facts, points, said, trips, on }: KnownAbout): boolean {
  switch (name) {
    case "family_name":
      return facts.familyName !== "";
    case "given_name":
      return facts.givenName !== "";
    case "patronymic":
      return facts.patronymic !== "";
    case "sex":
      return facts.sex !== null;
    case "birthday":
      return facts.birthday !== null;
    case "birth_year":
      return facts.birthday !== null && facts.birthday.year !== null;
    case "hours":
      return facts.hours !== null;
    case "home_office":
      return facts.homeOffice !== null;
    case "contact_consent":
      return said.includes("contact");
    case "advertising_consent":
      return said.includes("advertising");
    case "planned_trip":
      return trips.some(
        ({ startsOn, precision, state }) =>
          liveTripStates.includes(state) &&
          Temporal.PlainDate.compare(startsOn.add({ months: monthsOfTrip[precision] }), on) >= 0,
      );
    case "phone":
    case "email":
    case "telegram":
    case "max":
    case "vk":
    case "postal":
      return points.some(({ kind, state }) => kind === name && usableStates.includes(state));
  }
}

export interface Share {
  /** Whole, rounded down: a hundred only where nothing is missing. */
  percent: number;
  /** What is worth most first. */
  missing: WantedFact[];
}

export function shareOf(wanted: readonly WantedFact[], known: KnownAbout): Share {
  const missing = wanted.filter(({ fact: name }) => !isKnown(name, known));
  const sum = (facts: readonly WantedFact[]) => facts.reduce((all, { worth }) => all + worth, 0);
  const total = sum(wanted);
  return {
    percent: total === 0 ? 100 : Math.floor(((total - sum(missing)) * 100) / total),
    missing: inOrder(missing),
  };
}

export const inOrder = (facts: readonly WantedFact[]): WantedFact[] =>
  facts.toSorted((a, b) => b.worth - a.worth || (a.fact < b.fact ? -1 : 1));

/** As the business asks it, else in our words. */
export const questionOf = (
  { fact: name, question }: Pick<WantedFact, "fact" | "question">,
  attributes: readonly Pick<NamedAttribute, "name" | "title">[],
  language: Language,
): string => question?.[language] ?? wordsOf(name, attributes, language).question;

/** `attributes`: what the business keeps. One it no longer keeps is named by its code. */
export function wordsOf(
  name: string,
  attributes: readonly Pick<NamedAttribute, "name" | "title">[],
  language: Language,
): { name: string; question: string } {
  if (isCommonFact(name))
    return { name: commonFacts[name].name[language], question: commonFacts[name].question[language] };
  const attribute = attributeOf(name);
  const title = attributes.find((kept) => kept.name === attribute)?.title[language] ?? attribute ?? name;
  return { name: title, question: { ru: `Уточните: ${title}`, en: `Ask about: ${title}` }[language] };
}

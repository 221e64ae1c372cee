/** What a column of a file of clients may hold, and what a row says once it is understood. */
import type { Words } from "../../kernel/language.ts";

export const columnFacts = {
  externalId: { ru: "внешний номер", en: "outside id" },
  name: { ru: "имя целиком", en: "full name" },
  familyName: { ru: "фамилия", en: "family name" },
  givenName: { ru: "имя", en: "given name" },
  patronymic: { ru: "отчество", en: "patronymic" },
  sex: { ru: "пол", en: "sex" },
  birthday: { ru: "день рождения", en: "birthday" },
  phone: { ru: "телефон", en: "phone" },
  email: { ru: "эл. почта", en: "e-mail" },
  homeOffice: { ru: "офис", en: "home office" },
  processingConsent: { ru: "согласие на обработку данных", en: "consent to processing" },
  hours: { ru: "удобные часы", en: "good hours" },
  contactConsent: { ru: "согласие на связь", en: "consent to be contacted" },
  advertisingConsent: { ru: "согласие на рекламу", en: "consent to advertising" },
  emailAdvertisingConsent: { ru: "согласие на рекламу письмами", en: "consent to advertising by e-mail" },
  smsAdvertisingConsent: { ru: "согласие на рекламу в SMS", en: "consent to advertising by SMS" },
  callAdvertisingConsent: { ru: "согласие на рекламу звонками", en: "consent to advertising by calls" },
  wordingVersion: { ru: "версия согласия", en: "wording version" },
  consentDay: { ru: "день согласия", en: "day of consent" },
  doNotDisturb: { ru: "не беспокоить", en: "do not disturb" },
  doNotCall: { ru: "не звонить", en: "do not call" },
  doNotWrite: { ru: "не писать на почту", en: "do not e-mail" },
  noAdvertising: { ru: "без рекламы", en: "no advertising" },
  ignore: { ru: "не нужна", en: "not needed" },
} as const satisfies Record<string, Words>;

export type ColumnFact = keyof typeof columnFacts;
export const columnFactNames = Object.keys(columnFacts) as ColumnFact[];

export const isColumnFact = (text: string): text is ColumnFact => Object.hasOwn(columnFacts, text);

/** Several columns may hold one of these; of the others only one. */
export const repeatable: readonly ColumnFact[] = ["phone", "email", "ignore"];

export interface Birthday {
  month: number;
  day: number;
  year: number | null;
}

export interface Phone {
  /** E.164. */
  value: string;
  extension: string | null;
}

export interface ConsentWord {
  purpose: "contact" | "advertising" | "processing";
  channel: "any" | "call" | "email" | "sms";
  given: boolean;
  /** YYYY-MM-DD; null where the file does not say when. */
  on: string | null;
  /** The version of the wording where the row says so; else it is the import's. */
  wording?: string;
}

export interface WishWord {
  scope: "everything" | "advertising" | "channel";
  channel: "call" | "email" | null;
  words: string;
}

export interface WhoFacts {
  externalId: string;
  familyName: string;
  givenName: string;
  patronymic: string;
  sex: "female" | "male" | null;
  birthday: Birthday | null;
  /** The office's id. */
  homeOffice: string | null;
  /** `09:00-18:00`; empty where nobody knows. */
  hours: string;
}

/** While nothing is known. */
export const nobody: WhoFacts = {
  externalId: "",
  familyName: "",
  givenName: "",
  patronymic: "",
  sex: null,
  birthday: null,
  homeOffice: null,
  hours: "",
};

/** A row of a file as it is kept until it goes in. Empty text: the file does not say. */
export interface RowFacts extends WhoFacts {
  phones: Phone[];
  emails: string[];
  consents: ConsentWord[];
  wishes: WishWord[];
  /** By which the row, or whom it is about, is known again. The first one says its whole content. */
  keys: string[];
}

/** What a person can be told by one value, in the order they are compared. */
export const singleFacts = [
  "familyName",
  "givenName",
  "patronymic",
  "sex",
  "birthday",
  "homeOffice",
  "hours",
  "externalId",
] as const;
export type SingleFact = (typeof singleFacts)[number];

/** `1985-02-01`, `--02-01` where the year is unknown. */
export const birthdayText = ({ year, month, day }: Birthday): string =>
  `${year === null ? "-" : year < 1000 ? String(year).padStart(4, "0") : year}-${month < 10 ? "0" : ""}${month}-${day < 10 ? "0" : ""}${day}`;

export function birthdayOf(text: string): Birthday | null {
  const match = /^(-|\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return null;
  return { year: match[1] === "-" ? null : Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
}

export function timesOf(hours: string): { from: string; to: string } | null {
  const [from, to] = hours.split("-");
  return from === undefined || to === undefined ? null : { from, to };
}

/** Guesses what a column holds by its heading, in Russian or English. */
import { clean } from "./cell.ts";
import { columnFacts, repeatable, type ColumnFact } from "./facts.ts";

/** Headings as `asCompared` makes them; one that is followed by a number means the same. */
const spellings: [ColumnFact, string][] = [
  [
    "externalId",
    "id|ид|код|код клиента|id клиента|ид клиента|номер клиента|внешний код|внешний номер|внешний id|client id|clientid|customer id|customerid|contact id|external id|externalid|client code|client|uid|guid",
  ],
  [
    "name",
    "фио|ф и о|имя целиком|полное имя|имя полностью|фамилия имя отчество|фамилия имя|имя фамилия|фамилия и имя|имя и фамилия|клиент|контакт|контактное лицо|покупатель|турист|гость|пациент|заказчик|full name|fullname|name|client name|customer|customer name|contact|contact name|наименование",
  ],
  ["familyName", "фамилия|фам|family name|familyname|last name|lastname|surname"],
  ["givenName", "имя|given name|givenname|first name|firstname|имя клиента"],
  ["patronymic", "отчество|отч|patronymic|middle name|middlename|second name"],
  ["sex", "пол|sex|gender"],
  [
    "birthday",
    "дата рождения|день рождения|др|д р|д рождения|дата рожд|рождение|родился|дата р|birthday|birth date|birthdate|date of birth|dob|born",
  ],
  [
    "phone",
    "телефон|телефоны|тел|номер|номер телефона|номера телефонов|мобильный|мобильный телефон|моб|моб тел|моб телефон|сотовый|сотовый телефон|домашний телефон|дом тел|рабочий телефон|раб тел|раб телефон|контактный телефон|телефон для связи|доп телефон|дополнительный телефон|phone|phones|phone number|mobile|mobile phone|cell|cell phone|home phone|work phone|tel|telephone",
  ],
  [
    "email",
    "email|e mail|почта|эл почта|электронная почта|электронный адрес|эл адрес|имейл|мейл|мыло|e mail адрес|email адрес|адрес электронной почты|mail|email address|e mail address",
  ],
  ["homeOffice", "офис|филиал|офис клиента|домашний офис|отделение|салон|office|home office|branch"],
  [
    "processingConsent",
    "согласие на обработку|согласие на обработку пд|согласие на обработку пдн|согласие на обработку данных|согласие на обработку персональных данных|обработка персональных данных|согласие пд|согласие пдн|processing consent|consent to processing|consent to data processing|data processing consent|gdpr consent",
  ],
  [
    "hours",
    "удобные часы|удобное время|удобное время звонка|удобное время для звонка|время звонка|время для звонка|часы для звонка|когда звонить|good hours|hours|best time|best time to call|call hours|preferred time",
  ],
  [
    "contactConsent",
    "согласие|согласие на связь|consent|contact consent|consent to contact|consent to be contacted",
  ],
  [
    "advertisingConsent",
    "согласие на рекламу|согласие на рассылку|согласие на рассылки|реклама|рассылка|подписка|advertising consent|marketing consent|advertising|marketing|newsletter|subscribed|consent to advertising",
  ],
  [
    "emailAdvertisingConsent",
    "согласие на email|согласие на e mail|согласие на письма|email рассылка|e mail рассылка|рассылка на почту|согласие на рекламу письмами|email consent|email marketing|consent to advertising by e mail",
  ],
  [
    "smsAdvertisingConsent",
    "согласие на sms|согласие на смс|смс рассылка|sms рассылка|согласие на рекламу в sms|sms consent|sms marketing",
  ],
  ["callAdvertisingConsent", "согласие на звонки|согласие на рекламу звонками|call consent"],
  [
    "wordingVersion",
    "версия согласия|версия текста согласия|версия текста|версия формы согласия|версия формулировки|редакция согласия|wording version|wordingversion|wording|consent version|version of consent|version of the wording",
  ],
  [
    "consentDay",
    "дата согласия|день согласия|дата получения согласия|consent date|date of consent|consent day|day of consent",
  ],
  [
    "doNotDisturb",
    "не беспокоить|не тревожить|стоп лист|стоплист|черный список|не контактировать|не связываться|do not disturb|do not contact|donotcontact|blacklist|stop list",
  ],
  ["doNotCall", "не звонить|без звонков|не звоните|do not call|donotcall|dnc|no calls"],
  [
    "doNotWrite",
    "не писать|не писать на почту|не слать письма|do not email|do not e mail|no email|no e mail",
  ],
  [
    "noAdvertising",
    "без рекламы|не присылать рекламу|не слать рекламу|отписан|отписка|отписался|отказ от рекламы|отказ от рассылки|no advertising|no marketing|unsubscribed|opt out|optout|opted out",
  ],
  ["ignore", "почему|why|п п|№ п п|номер по порядку|n|no"],
];

const bySpelling = new Map<string, ColumnFact>(
  spellings.flatMap(([fact, text]) => text.split("|").map((spelling) => [spelling, fact] as const)),
);

/** A heading as it is compared: small letters, without signs and without the number of its like. */
export function asCompared(heading: string): string {
  return clean(heading)
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/[^\p{L}\p{N}№]+/gu, " ")
    .trim();
}

/** Also takes the program's own name of a fact, as it is written in a mapping. */
function factOf(heading: string): ColumnFact | undefined {
  const compared = asCompared(heading);
  return (
    bySpelling.get(compared) ??
    bySpelling.get(compared.replace(/ ?\d+$/, "")) ??
    bySpelling.get(compared.replace(/^\d+ /, "")) ??
    (Object.keys(columnFacts) as ColumnFact[]).find((fact) => fact.toLowerCase() === compared)
  );
}

export const knownHeadings = (cells: readonly string[]): number =>
  cells.filter((cell) => cell.length < 100 && factOf(cell) !== undefined).length;

export interface GuessedColumn {
  heading: string;
  fact: ColumnFact;
  /** `mapping`: somebody said so; `guess`: the heading; `unknown`: nobody knows, so it is left out. */
  by: "mapping" | "guess" | "unknown";
}

/** `named` says by heading, as compared, what somebody has named. */
export function guessColumns(
  headings: readonly string[],
  named: Readonly<Record<string, ColumnFact>> = {},
): GuessedColumn[] {
  const columns = headings.map((heading): GuessedColumn => {
    const compared = asCompared(heading);
    const told = Object.hasOwn(named, compared) ? named[compared] : undefined;
    if (told) return { heading: clean(heading), fact: told, by: "mapping" };
    const fact = factOf(heading);
    return { heading: clean(heading), fact: fact ?? "ignore", by: fact ? "guess" : "unknown" };
  });
  const has = (fact: ColumnFact) => columns.some((column) => column.fact === fact);
  // «Имя» alone, or beside nothing but an e-mail, holds whatever people type as their name.
  if (!has("familyName") && !has("name"))
    for (const column of columns)
      if (column.fact === "givenName" && column.by === "guess") column.fact = "name";
  return columns.map((column, at) =>
    isDoubled(columns, at) ? { ...column, fact: "ignore", by: "unknown" } : column,
  );
}

/** What is guessed a second time is left out; what somebody named a second time is for them to hear of. */
function isDoubled(columns: readonly GuessedColumn[], at: number): boolean {
  const column = columns[at];
  if (!column || column.by !== "guess" || repeatable.includes(column.fact)) return false;
  return columns.some(
    (other, index) => other.fact === column.fact && (index < at || (index > at && other.by === "mapping")),
  );
}

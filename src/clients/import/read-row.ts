/** Understands one row of a file of clients: its facts if all of it can be read, and what there is to say about it. */
import { hash } from "node:crypto";
import { fullName } from "../person-name.ts";
import { isNoDay, readDay } from "./birthdays.ts";
import { answerOf, clean, isAbsent, isEmpty } from "./cell.ts";
import { readEmails } from "./emails.ts";
import {
  birthdayText,
  nobody,
  type Birthday,
  type ColumnFact,
  type ConsentWord,
  type RowFacts,
  type WishWord,
} from "./facts.ts";
import type { GuessedColumn } from "./headings.ts";
import { hoursOf } from "./hours.ts";
import { comparable, isUsualName, splitName, tidyName } from "./names.ts";
import { readPhones } from "./phones.ts";
import { severityOf, type Problem, type ProblemCode } from "./problems.ts";

export interface ReadingTerms {
  /** Country of phone numbers without its code. */
  region: string;
  today: Temporal.PlainDate;
  /** The version of the wording consents were given to; null: nobody has named it, and none is recorded. */
  wording: string | null;
  /** Days that are no birthdays, as `birthdayText` writes them. */
  notBirthdays: ReadonlySet<string>;
  /** By name as compared. */
  offices: ReadonlyMap<string, string>;
}

export interface ReadRow {
  /** Undefined where the row stays outside. */
  facts: RowFacts | undefined;
  problems: Problem[];
}

/** A row as far as it is understood. */
class Reading {
  facts = nothing();
  fullName = "";
  consents: Pick<ConsentWord, "purpose" | "channel" | "given" | "on">[] = [];
  consentDay: string | null = null;
  wording: string | null = null;
  problems: Problem[] = [];
  isBad = false;
  /** What is being read; nothing where it is the row as a whole. */
  column: GuessedColumn | undefined;

  say = (code: ProblemCode, value?: string, other?: string): void => {
    const problem: Problem = { code };
    if (this.column) Object.assign(problem, { column: this.column.heading, fact: this.column.fact });
    if (value !== undefined) problem.value = value;
    if (other !== undefined) problem.other = other;
    this.problems.push(problem);
    if (severityOf(problem) === "error") this.isBad = true;
  };
}

export const isBlank = (cells: readonly string[]): boolean => cells.every(isEmpty);

export function readRow(
  cells: readonly string[] | undefined,
  columns: readonly GuessedColumn[],
  terms: ReadingTerms,
): ReadRow {
  if (!cells) return { facts: undefined, problems: [{ code: "quotes" }] };
  for (let at = columns.length; at < cells.length; at++)
    if (!isEmpty(cells[at] ?? ""))
      return {
        facts: undefined,
        problems: [{ code: "columns_count", value: String(cells.length), other: String(columns.length) }],
      };
  const reading = new Reading();
  for (let at = 0; at < columns.length; at++) {
    const column = columns[at];
    const cell = cells[at] ?? "";
    if (!column || column.fact === "ignore" || isEmpty(cell)) continue;
    reading.column = column;
    readers[column.fact](cell, column, reading, terms);
  }
  reading.column = undefined;
  finish(reading, terms, reading.isBad);
  return { facts: reading.isBad ? undefined : reading.facts, problems: reading.problems };
}

const nothing = (): RowFacts => ({
  ...nobody,
  phones: [],
  emails: [],
  consents: [],
  wishes: [],
  keys: [],
});

const longestId = 200;
const longestName = 150;
const longestWords = 500;
const longestWording = 100;

type Reader = (cell: string, column: GuessedColumn, reading: Reading, terms: ReadingTerms) => void;

const readers: Record<Exclude<ColumnFact, "ignore">, Reader> = {
  externalId(cell, _, { facts, say }) {
    const id = clean(cell);
    if (id.length > longestId) say("too_long", id);
    else facts.externalId = id;
  },
  name(cell, _, reading) {
    reading.fullName = readName(cell, reading);
  },
  familyName: (cell, _, reading) => void (reading.facts.familyName = readName(cell, reading)),
  givenName: (cell, _, reading) => void (reading.facts.givenName = readName(cell, reading)),
  patronymic: (cell, _, reading) => void (reading.facts.patronymic = readName(cell, reading)),
  sex(cell, _, { facts, say }) {
    const text = clean(cell).toLowerCase().replace(/\.$/, "");
    if (isAbsent(text)) return;
    if (/^(?:ж|жен|женский|женщина|f|female|w|woman)$/.test(text)) facts.sex = "female";
    else if (/^(?:м|муж|мужской|мужчина|m|male|man)$/.test(text)) facts.sex = "male";
    else say("sex_unreadable", text);
  },
  birthday: (cell, _, reading, terms) => readBirthday(clean(cell), reading, terms),
  phone(cell, _, { facts, say }, { region }) {
    const { phones, unread, remarks, rounded, hours, unclearHours } = readPhones(cell, region);
    for (const phone of phones)
      if (!facts.phones.some(({ value }) => value === phone.value)) facts.phones.push(phone);
    for (const text of unread) say("phone_unreadable", text);
    for (const text of rounded) say("phone_rounded", text);
    if (remarks.length > 0 && phones.length > 0) say("phone_remark", remarks.join(", "));
    else if (phones.length + unread.length + rounded.length === 0)
      if (remarks.length + hours.length + unclearHours.length > 0) say("phone_unreadable", clean(cell));
    for (const text of unclearHours) say("hours_unclear", text);
    const [asked, ...others] = new Set([...hours, ...(facts.hours === "" ? [] : [facts.hours])]);
    if (others.length > 0) say("hours_unclear", hours.join(", "));
    else if (asked !== undefined) facts.hours = asked;
  },
  email(cell, _, { facts, say }) {
    const { emails, unread, repaired } = readEmails(cell);
    for (const email of emails) if (!facts.emails.includes(email)) facts.emails.push(email);
    for (const text of unread) say("email_unreadable", text);
    for (const [written, read] of repaired) say("email_repaired", written, read);
  },
  homeOffice(cell, _, { facts, say }, { offices }) {
    const text = clean(cell);
    if (isAbsent(text)) return;
    const office = offices.get(comparable(text));
    if (office === undefined) say("office_unknown", text);
    else facts.homeOffice = office;
  },
  processingConsent: readConsent("processing", "any"),
  hours(cell, _, { facts, say }) {
    const text = clean(cell);
    if (isAbsent(text)) return;
    const hours = hoursOf(text);
    if (hours === undefined || (facts.hours !== "" && facts.hours !== hours)) say("hours_unclear", text);
    else facts.hours = hours;
  },
  contactConsent: readConsent("contact", "any"),
  advertisingConsent: readConsent("advertising", "any"),
  emailAdvertisingConsent: readConsent("advertising", "email"),
  smsAdvertisingConsent: readConsent("advertising", "sms"),
  callAdvertisingConsent: readConsent("advertising", "call"),
  wordingVersion(cell, _, reading) {
    const text = clean(cell).toWellFormed();
    if (isAbsent(text)) return;
    if (text.length > longestWording) reading.say("too_long", text);
    reading.wording = text;
  },
  consentDay(cell, _, reading, { today }) {
    const text = clean(cell);
    if (isAbsent(text)) return;
    const day = readDay(text, today);
    if (typeof day === "string" || day.year === null) reading.say("day_unreadable", text);
    else reading.consentDay = birthdayText(day);
  },
  doNotDisturb: readWish("everything", null),
  doNotCall: readWish("channel", "call"),
  doNotWrite: readWish("channel", "email"),
  noAdvertising: readWish("advertising", null),
};

/** Empty where the cell says nothing. */
function readName(cell: string, { say }: Reading): string {
  if (isUsualName(cell) && cell.length <= longestName && !isAbsent(cell)) return cell;
  const text = clean(cell).replace(/^[«"'.,\s]+|[»"',\s]+$/g, "");
  if (isAbsent(text)) return "";
  if (text.length > longestName) say("too_long", text);
  else if (/[\d@<>{}[\]\\_#%^|]/.test(text) || !/\p{L}/u.test(text)) say("name_unreadable", text);
  const name = tidyName(text);
  if (name.toLowerCase() !== text.replace(/\s+/g, " ").toLowerCase()) say("name_repaired", text, name);
  return name;
}

const emptyDays = new Set([
  "1900-01-01",
  "1899-12-30",
  "1899-12-31",
  "1900-01-00",
  "0001-01-01",
  "0000-00-00",
]);
const oldestYears = 120;

/** `01.02.1985`, where there is nothing to be said about such a day. */
function plainDay(text: string, { today, notBirthdays }: ReadingTerms): Birthday | undefined {
  if (text.length !== 10 || text.charCodeAt(2) !== 46 || text.charCodeAt(5) !== 46) return undefined;
  if (notBirthdays.size > 0) return undefined;
  const day = digits(text, 0, 2);
  const month = digits(text, 3, 5);
  const year = digits(text, 6, 10);
  const isPlain =
    day >= 1 &&
    day <= 28 &&
    month >= 1 &&
    month <= 12 &&
    year >= today.year - oldestYears &&
    year > 1900 &&
    year < today.year - 1;
  return isPlain ? { year, month, day } : undefined;
}

/** NaN where there is anything else. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return NaN;
    number = number * 10 + digit;
  }
  return number;
}

function readBirthday(text: string, reading: Reading, terms: ReadingTerms): void {
  const { facts, say } = reading;
  const { today, notBirthdays } = terms;
  const plain = plainDay(text, terms);
  if (plain) {
    facts.birthday = plain;
    return;
  }
  if (isAbsent(text) || text === "0" || isNoDay(text)) return;
  const day = readDay(text, today);
  if (typeof day === "string") {
    if (emptyDays.has(text.slice(0, 10))) say("birthday_placeholder", text);
    else say(`birthday_${day}`, text);
    return;
  }
  const written = birthdayText(day);
  if (emptyDays.has(written)) say("birthday_placeholder", text);
  else if (notBirthdays.has(written)) return;
  else if (day.year !== null && day.year < today.year - oldestYears) say("birthday_too_old", text);
  else {
    facts.birthday = day;
    const recent = day.year !== null && day.year >= today.year - 1;
    if (recent && Temporal.PlainDate.compare(written, today.subtract({ years: 1 })) > 0)
      say("birthday_recent", text);
  }
}

function readConsent(purpose: ConsentWord["purpose"], channel: ConsentWord["channel"]): Reader {
  return (cell, _, reading, { today }) => {
    const text = clean(cell);
    if (/^[-–—?.]$/.test(text)) return;
    const answer = answerOf(text);
    const day = answer === undefined ? readDay(text, today) : undefined;
    if (answer !== undefined) reading.consents.push({ purpose, channel, given: answer, on: null });
    else if (typeof day === "object" && day.year !== null)
      reading.consents.push({ purpose, channel, given: true, on: birthdayText(day) });
    else reading.say("answer_unreadable", text);
  };
}

/** Whatever is not a no is a wish, in the words that stand there. */
function readWish(scope: WishWord["scope"], channel: WishWord["channel"]): Reader {
  return (cell, { heading }, { facts, say }) => {
    const text = clean(cell);
    const answer = answerOf(text);
    if (answer === false || isAbsent(text)) return;
    const words = `${heading}: ${text}`;
    if (words.length > longestWords) say("too_long", text);
    else facts.wishes.push({ scope, channel, words });
  };
}

function finish(reading: Reading, { wording }: ReadingTerms, isBad: boolean): void {
  const { facts, say, consentDay } = reading;
  if (reading.fullName !== "" && fullName(facts) === "") Object.assign(facts, splitName(reading.fullName));
  const own = reading.wording === null ? {} : { wording: reading.wording };
  for (const consent of reading.consents) {
    // A refusal is always taken; a permission only with what it was given to. That no form was signed demands nothing.
    if (consent.purpose === "processing" && !consent.given) say("processing_not_consented");
    else if (!consent.given) facts.consents.push({ ...consent, ...own, on: null });
    else if ((reading.wording ?? wording) === null) say("consent_without_wording");
    else facts.consents.push({ ...consent, ...own, on: consent.on ?? consentDay });
  }
  const reachable = facts.phones.length + facts.emails.length > 0;
  // Where something could not be read, it may be just that.
  if (isBad) return;
  if (!reachable && facts.externalId === "" && fullName(facts) === "") say("nobody");
  else if (!reachable) say("unreachable");
  facts.keys = keysOf(facts);
}

function keysOf(facts: RowFacts): string[] {
  const { externalId, phones, emails } = facts;
  const digest = hash("sha256", contentText(facts));
  const uuid = `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
  const keys = [`row:${uuid}`];
  if (externalId !== "") keys.push(`id:${externalId}`);
  for (const { value } of phones) keys.push(`phone:${value}`);
  for (const email of emails) keys.push(`email:${email}`);
  return keys;
}

/** Names of nothing but Russian letters, and cells JSON writes as they are. */
const russian = /^[А-Яа-яЁё\n-]*$/;
const asWritten = /^[ !#-[\]-~]*$/;

/** What a row says, as one text: rows that came before are known by it, so it never changes. */
export function contentText(facts: RowFacts): string {
  const { externalId, familyName, givenName, patronymic, birthday, phones, emails } = facts;
  const names = `${familyName}\n${givenName}\n${patronymic}`;
  if (phones.length < 2 && emails.length < 2 && asWritten.test(externalId) && russian.test(names)) {
    const compared = names.toLowerCase().replaceAll("ё", "е").replaceAll("\n", '","');
    const phone = phones[0] ? `"${phones[0].value}"` : "";
    const email = emails[0] === undefined ? "" : JSON.stringify(emails[0]);
    return `["${externalId}","${compared}","${birthday ? birthdayText(birthday) : ""}",[${phone}],[${email}]]`;
  }
  return contentOfAny(facts);
}

export const contentOfAny = ({
  externalId,
  familyName,
  givenName,
  patronymic,
  birthday,
  phones,
  emails,
}: RowFacts): string =>
  JSON.stringify([
    externalId,
    comparable(familyName),
    comparable(givenName),
    comparable(patronymic),
    birthday ? birthdayText(birthday) : "",
    phones.map(({ value }) => value).sort(),
    emails.length < 2 ? emails : emails.toSorted(),
  ]);

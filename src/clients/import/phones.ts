/** Phone numbers as people write them, brought to E.164 with the extension apart. */
import { parsePhoneNumberFromString, type CountryCode } from "libphonenumber-js/min";
import { cellLines, isAbsent, remembering } from "./cell.ts";
import type { Phone } from "./facts.ts";
import { findHours } from "./hours.ts";

export interface ReadPhones {
  phones: Phone[];
  /** What cannot be read as a number. */
  unread: string[];
  /** Words beside a number that are not kept: whose it is, when to call. */
  remarks: string[];
  /** A number that a spreadsheet has rounded: 7,91612E+10. */
  rounded: string[];
  /** Hours that somebody asks for, `09:00-18:00`. */
  hours: string[];
  /** Those that can be understood in more than one way. */
  unclearHours: string[];
}

const extension =
  /[\s,;]*\(?\s*(?:\bext(?:ension)?|(?<!\p{L})(?:доб(?:авочный)?|вн(?:утр(?:енний)?)?)|(?<=\d\s*)[xх](?=\s*\d{1,6}\s*(?:$|[,;/)])))[.:\s№#]*(\d{1,6})\)?/giu;
const labels =
  /(?<!\p{L})(?:моб(?:ильный)?|сот(?:овый)?|раб(?:очий)?|дом(?:ашний)?|гор(?:одской)?|тел(?:ефон)?|т|м|р|д|факс|whats\s?app|viber|telegram|mobile|cell|home|work|phone|tel|fax)(?!\p{L})[.:]*/giu;

/** Letters typed for a digit, with digits beside them: what is left without them is another number. */
const letterForDigit = /\d[oоlіiзбsb]+(?!\p{L})|(?<!\p{L})[oоlіiзбsb]+\d/iu;
/** Digits as East Asian keyboards write them. */
const wide = /[\uff0b\uff10-\uff19]/g;

/** `region` is the country of numbers without its code. */
export function readPhones(cell: string, region: string): ReadPhones {
  const read: ReadPhones = { phones: [], unread: [], remarks: [], rounded: [], hours: [], unclearHours: [] };
  const russian = region === "RU" ? russianNumber(cell) : undefined;
  if (russian !== undefined) {
    read.phones.push({ value: russian, extension: null });
    return read;
  }
  for (const line of cellLines(cell)) {
    if (isAbsent(line) || line === "0") continue;
    const whole = unrounded(line.replace(wide, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)));
    if (whole === null) {
      read.rounded.push(line);
      continue;
    }
    const found = findHours(whole);
    read.hours.push(...found.hours);
    read.unclearHours.push(...found.unclear);
    const text = found.text.replace(extension, "#$1").replace(labels, " ");
    for (const part of text.split(/[,;/|]|\sи\s|\sor\s/i)) readPart(part, region, read);
  }
  return read;
}

function readPart(part: string, region: string, read: ReadPhones): void {
  if (letterForDigit.test(part)) {
    read.unread.push(part.trim());
    return;
  }
  const words = part.replace(/[\p{L}][\p{L}\s.'-]*/gu, (word) => {
    read.remarks.push(word.trim());
    return " ";
  });
  const text = words.replace(/[()]\s*[()]/g, " ").trim();
  if (!/\p{N}/u.test(text)) return;
  const digits = text.replace(/\D/g, "").length;
  const phone = parsePhone(text, region);
  if (phone) add(read, phone);
  else if (digits < 18 || !readSeveral(text, region, read)) read.unread.push(text);
}

/** Two numbers with nothing but a space between them. */
function readSeveral(text: string, region: string, read: ReadPhones): boolean {
  const found: Phone[] = [];
  let current = "";
  for (const word of text.split(/\s+/)) {
    current = `${current} ${word}`.trim();
    const phone = parsePhone(current, region);
    if (!phone) continue;
    found.push(phone);
    current = "";
  }
  if (current !== "") return false;
  for (const phone of found) add(read, phone);
  return true;
}

function add({ phones }: ReadPhones, phone: Phone): void {
  const known = phones.find(({ value }) => value === phone.value);
  if (!known) phones.push(phone);
  else known.extension ??= phone.extension;
}

/** A whole number that a spreadsheet wrote in its own notation; null where it has lost digits. */
function unrounded(line: string): string | null {
  const match = /^'?\+?(\d)[.,](\d+)E\+?(\d{1,2})$/i.exec(line);
  if (!match) return line.replace(/^'/, "").replace(/^(\d{10,15})[.,]0+$/, "$1");
  const [, first = "", rest = "", exponent = ""] = match;
  const places = Number(exponent);
  return rest.length < places - 1 || rest.length > places ? null : first + rest.padEnd(places, "0");
}

/** Of ten digits: the 8 is the one that is dialled first, so one of the number's own is missing. */
const lacksDigit = /^\s*8[\s(-]/;

/** As people here write it: `8 (916) 123-45-67`, `+7 916 1234567`, `9161234567`. */
const writtenHere = /^(\+7|[78])?[ (-]*([3489])[\d ()-]{9,20}$/;

/** Whether a number is dialled here hangs on how it begins, so each beginning is looked up once. */
const isDialled = remembering((beginning) => {
  const country = /^(?:\+7|[78])? /.exec(beginning)?.[0] ?? "";
  const own = beginning.slice(country.length).padEnd(10, "0123456");
  return parsePhone(`${country.trim()}${own}`, "RU")?.value === `+7${own}`;
});

/** The number in E.164 where the cell holds one Russian number and nothing else; undefined: look closely. */
function russianNumber(cell: string): string | undefined {
  const begun = writtenHere.exec(cell);
  if (!begun) return undefined;
  const digits = cell.replace(/\D/g, "");
  const country = begun[1] ?? "";
  const own = country === "" ? digits : digits.slice(1);
  if (own.length !== 10 || (country === "" && lacksDigit.test(cell)) || /^(\d)\1+$/.test(digits))
    return undefined;
  // The codes of mobile networks have three digits; of places, up to five.
  return isDialled(`${country} ${own.slice(0, own.startsWith("9") ? 3 : 6)}`) ? `+7${own}` : undefined;
}

/** Undefined where it is no number that can be dialled. */
function parsePhone(text: string, region: string): Phone | undefined {
  const [number = "", ext] = text.split("#");
  const bare = number.replace(/[^\d+]/g, "");
  const digits = bare.replaceAll("+", "");
  if (digits.length < 7 || digits.length > 15 || /^(\d)\1+$/.test(digits)) return undefined;
  if (region === "RU" && lacksDigit.test(number) && digits.length === 10) return undefined;
  // 8 is the way to dial inside a country whose code is 7, and people put a plus before it.
  const written = /^\+8\d{10}$/.test(bare) ? bare.slice(1) : bare;
  const abroad = /^00\d/.test(written) ? [`+${written.slice(2)}`] : [];
  const tries = [
    written,
    ...abroad,
    ...(digits.length >= 11 && !written.startsWith("+") ? [`+${digits}`] : []),
  ];
  for (const attempt of tries) {
    const parsed = parsePhoneNumberFromString(attempt, region as CountryCode);
    // No number here begins with 89: of a mobile one, written with the 8, a digit is missing.
    if (parsed?.isValid() && !parsed.number.startsWith("+789"))
      return { value: parsed.number, extension: ext ?? null };
  }
  return undefined;
}

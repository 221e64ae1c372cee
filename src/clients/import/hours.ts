/** The hours somebody asks for, as people write them beside a number: «с 9 до 18», «после 18», "after 6 pm". */

export interface FoundHours {
  /** What is left of the text. */
  text: string;
  /** `09:00-18:00`. */
  hours: string[];
  /** Hours that can be understood in more than one way. */
  unclear: string[];
}

const time = String.raw`\d{1,2}(?:[:.]\d{2}|-(?:00|15|30|45))?(?:\s*(?:час(?:ов|а)?|ч|утра|дня|вечера|[ap]\.?\s?m))?(?![\p{L}\d])\.?`;
const filler = String.raw`(?:(?<!\p{L})(?:не|not|звон(?:ить|ите|ок)|можно|только|лучше|удобно|call|only|best)\s+)*`;
const start = String.raw`(?<![\p{L}\d])`;
const spans: [kind: "between" | "before" | "after", pattern: RegExp][] = [
  [
    "between",
    new RegExp(
      `${filler}${start}(?:[сc]|from|between)\\s*(${time})\\s*(?:до|по|to|till|until|and|[-–—])\\s*(${time})`,
      "giu",
    ),
  ],
  [
    "between",
    new RegExp(`${filler}${start}(\\d{1,2}:\\d{2})\\s*[-–—]\\s*(\\d{1,2}:\\d{2})(?![\\p{L}\\d])`, "giu"),
  ],
  ["after", new RegExp(`${filler}${start}(?:после|after)\\s*(${time})`, "giu")],
  ["before", new RegExp(`${filler}${start}(?:до|before|until|till)\\s*(${time})`, "giu")],
];

/** Days, other clocks and exceptions: hours beside such a word do not hold always. */
const condition =
  /(?<!\p{L})(?:не|кроме|будн\p{L}*|выходн\p{L}*|праздн\p{L}*|суббот\p{L}*|воскрес\p{L}*|понедельн\p{L}*|вторник\p{L}*|сред[ауы]|четверг\p{L}*|пятниц\p{L}*|пн|вт|ср|чт|пт|сб|вс|мск|not|never|except|weekdays?|weekends?|mon|tue|wed|thu|fri|sat|sun|gmt|utc|msk)(?!\p{L})/iu;

/** `text` is one line. */
export function findHours(text: string): FoundHours {
  const found: FoundHours = { text, hours: [], unclear: [] };
  const isAlways = !condition.test(text);
  for (const [kind, pattern] of spans)
    found.text = found.text.replace(pattern, (phrase: string, first: string, second: unknown) => {
      const hours = isAlways ? spanOf(kind, first, typeof second === "string" ? second : "") : undefined;
      if (hours === undefined) found.unclear.push(phrase.trim());
      else found.hours.push(hours);
      return " ";
    });
  return found;
}

/** A whole cell; undefined where it is not clear. */
export function hoursOf(cell: string): string | undefined {
  const plain = /^(\d{1,2}(?:[:.]\d{2})?)\s*[-–—]\s*(\d{1,2}(?:[:.]\d{2})?)$/.exec(cell);
  if (plain) return spanOf("between", plain[1] ?? "", plain[2] ?? "");
  const { text, hours, unclear } = findHours(cell);
  return text.trim() === "" && unclear.length === 0 && hours.length === 1 ? hours[0] : undefined;
}

interface Moment {
  minutes: number;
  /** Nobody takes it for the other half of the day. */
  isClear: boolean;
  /** Told by a word, and not by the number: 6 pm. */
  isByWord: boolean;
}

function momentOf(text: string): Moment | undefined {
  const [, hour = "", minute = "0", word = ""] =
    /^(\d{1,2})(?:[:.-](\d{2}))?\s*([\p{L}.\s]*)$/u.exec(text.trim()) ?? [];
  const half = word.replace(/[.\s]/g, "").toLowerCase();
  const isByWord = ["утра", "дня", "вечера", "am", "pm"].includes(half);
  const told = Number(hour);
  if (hour === "" || told > (isByWord ? 12 : 24) || Number(minute) > 59) return undefined;
  const isLate = half === "вечера" || half === "дня" || half === "pm";
  const hours = half === "am" || half === "утра" ? told % 12 : isLate && told < 12 ? told + 12 : told;
  const isWritten = minute !== "0" && (hour.startsWith("0") || told >= 10);
  return { minutes: hours * 60 + Number(minute), isClear: isByWord || told >= 13 || isWritten, isByWord };
}

const earliestEnd = 10 * 60;
const latestStart = 21 * 60;
const earliestStart = 6 * 60;
const halfDay = 12 * 60;

function spanOf(kind: "between" | "before" | "after", first: string, second: string): string | undefined {
  const [one, other] = [momentOf(first), momentOf(second)];
  if (!one) return undefined;
  if (kind === "before") return one.isClear && one.minutes >= earliestEnd ? span(0, one.minutes) : undefined;
  if (kind === "after")
    return one.isClear && one.minutes <= latestStart ? span(one.minutes, 1440) : undefined;
  if (!other?.isClear || one.minutes >= other.minutes) return undefined;
  // "From 2 to 6 pm" is most likely two in the afternoon, and nobody says so.
  const mayBeLate = other.isByWord && one.minutes + halfDay < other.minutes;
  return one.isClear || (one.minutes >= earliestStart && !mayBeLate)
    ? span(one.minutes, other.minutes)
    : undefined;
}

const span = (from: number, to: number): string => `${clock(from)}-${clock(Math.min(to, 1439))}`;

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

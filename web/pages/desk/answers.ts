/** An answer as typed, and what the program is told of it. */
import type { NamedAttribute } from "../../../src/clients/change-contract.ts";

export interface Told {
  method?: "PATCH";
  path: string;
  body: object;
}

const contactKinds = ["phone", "email", "telegram", "max", "vk", "postal"];
const names: Record<string, string> = {
  family_name: "familyName",
  given_name: "givenName",
  patronymic: "patronymic",
};

const patch = (body: object): Told => ({ method: "PATCH", path: "", body });

/** What is asked for in one line of text. Undefined: not an answer yet. */
export function textAnswer(
  fact: string,
  typed: string,
  attribute: Pick<NamedAttribute, "name" | "type"> | undefined,
): Told | undefined {
  const text = typed.trim();
  if (text === "") return undefined;
  if (contactKinds.includes(fact)) return { path: "/contact-points", body: { kind: fact, value: text } };
  const name = names[fact];
  if (name !== undefined) return patch({ [name]: text });
  if (fact === "birthday" || fact === "birth_year") {
    const birthday = birthdayIn(text);
    return birthday && patch({ birthday });
  }
  if (fact === "hours") {
    const hours = hoursIn(text);
    return hours && patch({ hours });
  }
  if (!attribute) return undefined;
  const value = attributeValue(attribute.type, text);
  return value === undefined ? undefined : patch({ attributes: { [attribute.name]: value } });
}

function attributeValue(type: NamedAttribute["type"], text: string): string | number | undefined {
  if (type === "number") {
    const number = Number(text.replace(",", "."));
    return Number.isFinite(number) ? number : undefined;
  }
  if (type === "day") {
    const day = birthdayIn(text);
    if (!day || day.year === null) return undefined;
    return `${day.year}-${String(day.month).padStart(2, "0")}-${String(day.day).padStart(2, "0")}`;
  }
  return text;
}

const daysOf = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** «8.5.1979», «8 5», «08/05/79»: day, month, and a year where one is said. */
function birthdayIn(text: string): { day: number; month: number; year: number | null } | undefined {
  const found = /^(\d{1,2})[.\s/-](\d{1,2})(?:[.\s/-](\d{4}))?$/.exec(text.trim());
  if (!found) return undefined;
  const [day, month] = [Number(found[1]), Number(found[2])];
  if (day < 1 || day > (daysOf[month - 1] ?? 0)) return undefined;
  const year = found[3] === undefined ? null : Number(found[3]);
  if (year !== null && (year < 1900 || year > 2200)) return undefined;
  return { day, month, year };
}

/** «14–18», «с 9:30 до 12». */
function hoursIn(text: string): { from: string; to: string } | undefined {
  const found = [...text.matchAll(/(\d{1,2})(?:[:.](\d{2}))?/g)];
  if (found.length !== 2) return undefined;
  const [from, to] = found.map(([, hour, minute]) => `${String(hour).padStart(2, "0")}:${minute ?? "00"}`);
  const isTime = (time: string | undefined) => time !== undefined && /^([01]\d|2[0-3]):[0-5]\d$/.test(time);
  return isTime(from) && isTime(to) && from !== undefined && to !== undefined && from < to
    ? { from, to }
    : undefined;
}

/** The months from this one on: the first day of each. */
export function comingMonths(today: string, count: number): string[] {
  const [year = 0, month = 1] = today.split("-").map(Number);
  return Array.from({ length: count }, (_, ahead) => {
    const at = year * 12 + (month - 1) + ahead;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-01`;
  });
}

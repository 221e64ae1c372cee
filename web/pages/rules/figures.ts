/** The figures of the etiquette as the page has them: in which group, in which unit, and how they are typed. */
import type { Language } from "../../../src/kernel/language.ts";
import type { Etiquette, EtiquetteBounds } from "../../../src/planning/contract.ts";

export type FigureName = keyof Etiquette;
export const groups = ["when", "often", "after", "calls", "control", "costs"] as const;

interface Figure {
  group: (typeof groups)[number];
  unit: "span" | "leapDay" | "days" | "touches" | "calls" | "hours" | "minutes" | "percent" | "money";
}

/** In the order they stand. */
export const figures: Record<FigureName, Figure> = {
  weekday: { group: "when", unit: "span" },
  weekend: { group: "when", unit: "span" },
  spreadMinutes: { group: "when", unit: "minutes" },
  leapBirthday: { group: "when", unit: "leapDay" },
  advertisingDays: { group: "often", unit: "days" },
  proactiveIn30Days: { group: "often", unit: "touches" },
  callsIn30Days: { group: "often", unit: "calls" },
  recentlySpokeDays: { group: "after", unit: "days" },
  refusedDays: { group: "after", unit: "days" },
  unansweredCalls: { group: "calls", unit: "calls" },
  noAnswerRetryHours: { group: "calls", unit: "hours" },
  busyRetryMinutes: { group: "calls", unit: "minutes" },
  callMinutes: { group: "calls", unit: "minutes" },
  controlShare: { group: "control", unit: "percent" },
  callCost: { group: "costs", unit: "money" },
  smsCost: { group: "costs", unit: "money" },
  messengerCost: { group: "costs", unit: "money" },
  emailCost: { group: "costs", unit: "money" },
};

const names = Object.keys(figures) as FigureName[];
export const isFigure = (name: string | undefined): name is FigureName => names.some((one) => one === name);
export const namesIn = (group: (typeof groups)[number]): FigureName[] =>
  names.filter((name) => figures[name].group === group);

/** Kept as whole hundredths, of a percent or of the currency. */
const isHundredths = (name: FigureName): boolean =>
  figures[name].unit === "percent" || figures[name].unit === "money";

export type Value = Etiquette[FigureName];
export type Changes = Partial<Record<FigureName, Value>>;

export const isSame = (one: Value | undefined, other: Value | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** As a person types it: `14`, `2,5`, `10:00-20:00`. */
export function textOf(name: FigureName, value: Value, language: Language): string {
  if (typeof value === "object") return `${value.opens}-${value.closes}`;
  if (typeof value === "string" || !isHundredths(name)) return String(value);
  const text = String(value / 100);
  return language === "ru" ? text.replace(".", ",") : text;
}

/** What is typed, within its bounds; undefined where it is nothing of the kind. */
export function valueOf(name: FigureName, text: string, bounds: EtiquetteBounds): Value | undefined {
  if (name === "leapBirthday") return text;
  if (name === "weekday" || name === "weekend") {
    const [opens = "", closes = ""] = text.split("-").map(timeOf);
    const fits = opens >= bounds[name].opens && opens < closes && closes <= bounds[name].closes;
    return fits ? { opens, closes } : undefined;
  }
  const range = bounds.figures[name];
  const value = numberOf(text, isHundredths(name));
  return range && value >= range.least && value <= range.most ? value : undefined;
}

/** `9:00` as `09:00`; what is no time of day is nothing. */
const timeOf = (typed: string): string =>
  /^([01]?\d|2[0-3]):[0-5]\d$/.test(typed.trim()) ? typed.trim().padStart(5, "0") : "";

function numberOf(text: string, hundredths: boolean): number {
  const typed = text.replaceAll(/\s/g, "").replace(",", ".");
  if (!hundredths) return /^\d{1,9}$/.test(typed) ? Number(typed) : NaN;
  return /^\d{1,9}(?:\.\d{1,2})?$/.test(typed) ? Math.round(Number(typed) * 100) : NaN;
}

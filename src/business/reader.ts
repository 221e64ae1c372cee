/** Who reads an answer: in which language, and what day it is for the business. */
import type { Connection } from "../database/sql.ts";
import type { Clock } from "../kernel/clock.ts";
import type { Language } from "../kernel/language.ts";
import type { Settings } from "./settings.ts";

/** What routes are given: nothing in them reads process state by itself. */
export interface RouteContext {
  db: Connection;
  clock: Clock;
  /** Whether this is the demo network. */
  demo: boolean;
}

export interface Reader {
  language: Language;
  business: Settings;
  now: Temporal.Instant;
  /** The day in the business's zone. */
  today: Temporal.PlainDate;
}

/** In which a program that asks is told of what does not fit. */
export const toldLanguage = (header: string | undefined): Language => acceptedLanguage(header) ?? "en";

/** The first language of ours in the order of the reader's wishes; undefined where none is named. */
export function acceptedLanguage(header: string | undefined): Language | undefined {
  const wishes = (header ?? "")
    .split(",")
    .map((wish) => {
      const [tag = "", ...parameters] = wish.trim().toLowerCase().split(";");
      const weight = parameters.map((parameter) => /^\s*q=([\d.]+)/.exec(parameter)?.[1]).find(Boolean);
      return { language: tag.trim().split("-")[0], weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter((wish) => wish.weight > 0)
    .sort((a, b) => b.weight - a.weight);
  const found = wishes.find((wish) => wish.language === "ru" || wish.language === "en")?.language;
  return found as Language | undefined;
}

/** A program's rules as people and machines write them: sums, per cent, ISO periods. */
import { formatDay, formatPeriod, parseDay, parsePeriod, type Period } from "../kernel/calendar.ts";
import { basisPoints, fromDecimal, toDecimal, type BasisPoints, type Kopecks } from "../kernel/money.ts";
import type { NewProgram, ProgramState } from "./program-contract.ts";
import type { ProgramVersion } from "./program-versions.ts";
import { refuse } from "./till.ts";

const percent = (points: BasisPoints): string => toDecimal(points).replace(/\.?0+$/, "");

export const showProgram = (program: ProgramVersion): ProgramState => ({
  cardType: program.cardType,
  version: program.version,
  startsOn: formatDay(program.startsOn),
  cardPrice: toDecimal(program.cardPrice),
  discount: percent(program.discount),
  accrual: percent(program.accrual),
  redemptionCap: percent(program.redemptionCap),
  validity: formatPeriod(program.validity),
  reminder: formatPeriod(program.reminder),
  smallestReminder: toDecimal(program.smallestReminder),
});

/** `before`: what stays where nothing is said. Throws `bad_input`. */
export function readProgram(
  asked: NewProgram,
  before: ProgramVersion,
  next: { cardType: string; version: number },
): ProgramVersion {
  const program = {
    ...next,
    startsOn: parseDay(asked.startsOn) ?? refuse("startsOn", "a day as YYYY-MM-DD"),
    cardPrice: sum("cardPrice", asked.cardPrice, before.cardPrice),
    discount: share("discount", asked.discount, before.discount),
    accrual: share("accrual", asked.accrual, before.accrual),
    redemptionCap: share("redemptionCap", asked.redemptionCap, before.redemptionCap),
    validity: period("validity", asked.validity, before.validity),
    reminder: period("reminder", asked.reminder, before.reminder),
    smallestReminder: sum("smallestReminder", asked.smallestReminder, before.smallestReminder),
  };
  if (program.validity.months === 0 && program.validity.days === 0) refuse("validity", "a day at least");
  return program;
}

const sum = (field: string, text: string | undefined, before: Kopecks): Kopecks =>
  text === undefined ? before : (fromDecimal(text) ?? refuse(field, "a sum such as 500.00"));

function share(field: string, text: string | undefined, before: BasisPoints): BasisPoints {
  if (text === undefined) return before;
  const points = fromDecimal(text);
  return points !== undefined && points <= 10_000n
    ? basisPoints(points)
    : refuse(field, "per cent from 0 to 100, such as 2.5");
}

const period = (field: string, text: string | undefined, before: Period): Period =>
  text === undefined ? before : (parsePeriod(text) ?? refuse(field, "an ISO period such as P6M"));

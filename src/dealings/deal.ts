/** What a trip or a visit has to look like. */
import { badInput } from "../clients/bad-input.ts";
import { fromDecimal, type Kopecks } from "../kernel/money.ts";
import type { DealFields } from "./deal-contract.ts";

const earliest = Temporal.PlainDate.from("1990-01-01");
const longestTrip = Temporal.Duration.from({ years: 2 });

/** Throws `bad_input` with the field. */
export function readDeal(input: DealFields, today: Temporal.PlainDate): { price: Kopecks } {
  const { kind, price = "0.00" } = input;
  const on = Temporal.PlainDate.from(input.on);
  if (isBefore(today, on) || isBefore(on, earliest)) throw badInput("on", "a day that is here already");
  if (kind === "trip") readTrip(input);
  else
    for (const field of ["departsOn", "returnsOn", "destination", "companions"] as const)
      if (input[field] !== undefined) throw badInput(field, "nothing, since a visit is no trip");
  const sum = fromDecimal(price);
  if (sum === undefined || sum < 0n) throw badInput("price", "a sum such as 4860.00");
  return { price: sum };
}

function readTrip({ departsOn, returnsOn }: DealFields): void {
  if (departsOn === undefined) throw badInput("departsOn", "the day of departure of a trip");
  if (returnsOn === undefined) throw badInput("returnsOn", "the day of return of a trip");
  const [departs, returns] = [Temporal.PlainDate.from(departsOn), Temporal.PlainDate.from(returnsOn)];
  if (isBefore(departs, earliest)) throw badInput("departsOn", `a day since ${earliest.toString()}`);
  if (isBefore(returns, departs) || isBefore(departs.add(longestTrip), returns))
    throw badInput("returnsOn", "a day after the departure, two years later at most");
}

const isBefore = (a: Temporal.PlainDate, b: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(a, b) < 0;

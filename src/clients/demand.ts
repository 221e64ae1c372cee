/** What a person demands about their data, and by when it has to be done (152-FZ, art. 21). */
import type { Demand } from "./demand-contract.ts";
import { addWorkingDays, type DaysOff } from "../business/working-days.ts";

const stopWorkingDays = 10;
const erasureDays = 30;

/** The last day in time. The day it came does not count. */
export const dueOn = (
  kind: Demand["kind"],
  received: Temporal.PlainDate,
  calendar: DaysOff,
): Temporal.PlainDate =>
  kind === "stop" ? addWorkingDays(received, stopWorkingDays, calendar) : received.add({ days: erasureDays });

interface Moments {
  closedAt: Temporal.Instant | null;
  takenBackAt: Temporal.Instant | null;
}

/** A demand counts from the day it came, whenever somebody wrote it down, and until it is taken back. */
export const isInForceOn = (
  { receivedOn, takenBackAt }: { receivedOn: Temporal.PlainDate; takenBackAt: Temporal.Instant | null },
  day: Temporal.PlainDate,
  at: Temporal.Instant,
): boolean =>
  Temporal.PlainDate.compare(receivedOn, day) <= 0 &&
  (takenBackAt === null || Temporal.Instant.compare(takenBackAt, at) > 0);

export const stateOf = ({ closedAt, takenBackAt }: Moments): Demand["state"] =>
  takenBackAt !== null ? "taken_back" : closedAt !== null ? "closed" : "open";

/** What a person demands about their data, and by when it has to be done (152-FZ, art. 20 and 21). */
import type { Demand } from "./demand-contract.ts";
import { addWorkingDays, type DaysOff } from "../business/working-days.ts";

/** To stop (art. 21) and to hand out what is known (art. 20) alike. */
const answerWorkingDays = 10;
const erasureDays = 30;

/** The last day in time. The day it came does not count. */
export const dueOn = (
  kind: Demand["kind"],
  received: Temporal.PlainDate,
  calendar: DaysOff,
): Temporal.PlainDate =>
  kind === "erasure"
    ? received.add({ days: erasureDays })
    : addWorkingDays(received, answerWorkingDays, calendar);

/** Whether nothing may be done with the data but keeping it; who asks for their own data goes on as they are. */
export const stopsProcessing = (kind: Demand["kind"]): boolean => kind !== "export";

interface Moments {
  closedAt: Temporal.Instant | null;
  takenBackAt: Temporal.Instant | null;
}

/** A demand to stop or to erase counts from the day it came, whenever somebody wrote it down, and until it is taken back. */
export const isInForceOn = (
  {
    kind,
    receivedOn,
    takenBackAt,
  }: { kind: Demand["kind"]; receivedOn: Temporal.PlainDate; takenBackAt: Temporal.Instant | null },
  day: Temporal.PlainDate,
  at: Temporal.Instant,
): boolean =>
  stopsProcessing(kind) &&
  Temporal.PlainDate.compare(receivedOn, day) <= 0 &&
  (takenBackAt === null || Temporal.Instant.compare(takenBackAt, at) > 0);

export const stateOf = ({ closedAt, takenBackAt }: Moments): Demand["state"] =>
  takenBackAt !== null ? "taken_back" : closedAt !== null ? "closed" : "open";

/** What the outcome of a call makes of the touch, and what has to be told with it. */
import { DomainError } from "../kernel/errors.ts";
import { hardBounds, withinHardBounds, type DayKinds } from "../planning/settings.ts";
import type { CallOutcome, Outcome } from "./contract.ts";

/** An operator who neither ends a call nor keeps it loses it: the next one gets it. */
export const leaseMinutes = 15;
/** A page that was closed may have been loaded anew: so long the call still waits for it. */
export const leavingSeconds = 30;
/** So long after the promised time a promised call is its keeper's alone; then it is anybody's. */
export const keeperMinutes = 15;

/** The client was spoken to. */
const spokeOutcomes: readonly CallOutcome[] = ["done", "refused", "do_not_disturb", "complaint"];

export function touchStateAfter(outcome: CallOutcome): "done" | "no_answer" | "queued" {
  if (outcome === "call_back") return "queued";
  return spokeOutcomes.includes(outcome) ? "done" : "no_answer";
}

/** So far ahead a call may be promised. */
export const daysAheadAtMost = 60;

/** A promise is made for an hour of the client's in which anybody may be called. Throws `bad_input`. */
export function refusePromise(local: Temporal.ZonedDateTime, kinds: DayKinds): void {
  if (withinHardBounds(local, kinds)) return;
  const { weekday, weekend } = hardBounds;
  throw new DomainError(
    "bad_input",
    `callBackAt: expected a time on the client's clock from ${weekday.opens} to ${weekday.closes}, on days off from ${weekend.opens} to ${weekend.closes}.`,
    { place: { field: "callBackAt" } },
  );
}

/** Throws `bad_input` with the field that is missing, or out of place. */
export function refuseOutcome(told: Outcome, now: Temporal.Instant): void {
  const wrong = (field: string, expected: string) =>
    new DomainError("bad_input", `${field}: expected ${expected}.`, { place: { field } });
  const { outcome, endedAt } = told;
  if (
    endedAt !== undefined &&
    Temporal.Instant.compare(Temporal.Instant.from(endedAt), now.add({ minutes: 5 })) > 0
  )
    throw wrong("endedAt", "a moment that has passed");
  if ((outcome === "do_not_disturb" || outcome === "complaint") && told.words === undefined)
    throw wrong("words", "what the client said");
  if ((outcome === "call_back") !== (told.callBackAt !== undefined))
    throw wrong("callBackAt", "a promised time where the outcome is call_back, and none elsewhere");
  if (told.callBackAt !== undefined) {
    const promised = Temporal.Instant.from(told.callBackAt);
    const last = now.add({ hours: 24 * daysAheadAtMost });
    if (Temporal.Instant.compare(promised, now) <= 0 || Temporal.Instant.compare(promised, last) > 0)
      throw wrong("callBackAt", `a time to come, within ${daysAheadAtMost} days`);
  }
  if (told.wish !== undefined && outcome !== "do_not_disturb")
    throw wrong("wish", "a wish where the outcome is do_not_disturb, and none elsewhere");
  const nobodySpoke = touchStateAfter(outcome) === "no_answer";
  const answers = [
    told.review,
    told.plannedTrip,
    told.facts,
    told.handoff,
    told.appointment,
    told.cancelledAppointment,
    told.cardOffice,
  ];
  if (nobodySpoke && answers.some((answer) => answer !== undefined))
    throw wrong("outcome", "an outcome in which the client was spoken to, where answers are told");
}

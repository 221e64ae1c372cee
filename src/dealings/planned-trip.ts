/** When and where a client means to go next. */
import { DomainError } from "../kernel/errors.ts";

export const tripPrecisions = ["day", "month", "season"] as const;

export interface NewPlannedTrip {
  /** The day, or the first day of the month or season. */
  startsOn: string;
  precision: (typeof tripPrecisions)[number];
  destination: string;
  companions?: string | undefined;
}

const beginnings = { month: "the first day of the month", season: "the first day of the season" };
const pasts = { month: "a month not yet past", season: "a season not yet past" };
const firstMonthsOfSeasons = [3, 6, 9, 12];

/** Throws `bad_input`: a trip lies ahead, a month begins with its first day, a season with March, June, September or December. */
export function refuseTrip(trip: NewPlannedTrip, today: Temporal.PlainDate): void {
  const starts = Temporal.PlainDate.from(trip.startsOn);
  const wrong = (expected: string) =>
    new DomainError("bad_input", `plannedTrip.startsOn: expected ${expected}.`, {
      place: { field: "plannedTrip.startsOn" },
    });
  if (trip.precision === "day" && Temporal.PlainDate.compare(starts, today) < 0) throw wrong("a day to come");
  if (trip.precision !== "day" && starts.day !== 1) throw wrong(beginnings[trip.precision]);
  if (trip.precision === "season" && !firstMonthsOfSeasons.includes(starts.month))
    throw wrong("the first day of March, June, September or December");
  const last = starts.add({ months: trip.precision === "season" ? 3 : trip.precision === "month" ? 1 : 0 });
  if (trip.precision !== "day" && Temporal.PlainDate.compare(last, today) <= 0)
    throw wrong(pasts[trip.precision]);
}

/** When one may promise to call again: the next natural hours on the client's clock. */
import type { CallScreen } from "../../../src/reports/call-screen-contract.ts";
import { addDays } from "../../language/days.ts";
import { clockAt, dayAt, momentAt, nextWeekday, weekdayOf } from "../../language/zones.ts";

export interface CallBackChoice {
  word: "in15" | "inHour" | "inTwoHours" | "evening" | "morning" | "afternoon" | "monday" | "week";
  ms: number;
}

const minuteMs = 60_000;

/** What the business's calendar says against the week's order. */
export type DaysOff = CallScreen["daysOff"];

/** Nobody is called outside these hours, whoever promised it. */
export function mayBeCalled(ms: number, { zone, daysOff }: { zone: string; daysOff: DaysOff }): boolean {
  const [day, time] = [dayAt(ms, zone), clockAt(ms, zone)];
  const kind = daysOff.find((one) => one.day === day)?.kind ?? (weekdayOf(day) > 5 ? "holiday" : "working");
  return kind === "holiday" ? time >= "09:00" && time < "20:00" : time >= "08:00" && time < "22:00";
}

/** The soonest first, six at most. */
export function callBackChoices(nowMs: number, clock: { zone: string; daysOff: DaysOff }): CallBackChoice[] {
  const { zone } = clock;
  const today = dayAt(nowMs, zone);
  const at = (day: string, time: string) => momentAt(day, time, zone);
  const tomorrow = addDays(today, 1);
  const all: CallBackChoice[] = [
    { word: "in15", ms: nowMs + 15 * minuteMs },
    { word: "inHour", ms: nowMs + 60 * minuteMs },
    { word: "inTwoHours", ms: nowMs + 120 * minuteMs },
    { word: "evening", ms: at(today, "18:00") },
    { word: "morning", ms: at(tomorrow, "11:00") },
    { word: "afternoon", ms: at(tomorrow, "15:00") },
    { word: "monday", ms: at(nextWeekday(today, 1), "11:00") },
    { word: "week", ms: at(addDays(today, 7), "11:00") },
  ];
  return all
    .filter(({ word, ms }) => mayBeCalled(ms, clock) && (word !== "evening" || ms > nowMs + 150 * minuteMs))
    .filter(({ word }) => word !== "monday" || weekdayOf(today) !== 7)
    .slice(0, 6);
}

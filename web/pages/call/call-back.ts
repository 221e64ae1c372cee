/** When one may promise to call again: the next natural hours on the client's clock. */
import { addDays } from "../../language/days.ts";
import { clockAt, dayAt, momentAt, nextWeekday, weekdayOf } from "../../language/zones.ts";

export interface CallBackChoice {
  word: "in15" | "inHour" | "inTwoHours" | "evening" | "morning" | "afternoon" | "monday" | "week";
  ms: number;
}

const minuteMs = 60_000;

/** Nobody is called outside these hours, whoever promised it. */
export function mayBeCalled(ms: number, zone: string): boolean {
  const time = clockAt(ms, zone);
  const weekend = weekdayOf(dayAt(ms, zone)) > 5;
  return weekend ? time >= "09:00" && time <= "20:00" : time >= "08:00" && time <= "22:00";
}

/** The soonest first, six at most. */
export function callBackChoices(nowMs: number, zone: string): CallBackChoice[] {
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
    .filter(({ word, ms }) => mayBeCalled(ms, zone) && (word !== "evening" || ms > nowMs + 150 * minuteMs))
    .filter(({ word }) => word !== "monday" || weekdayOf(today) !== 7)
    .slice(0, 6);
}

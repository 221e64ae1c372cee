/** What some of the past conversations left behind: a complaint that is still open, a refusal; and the operators' hours. */
import { parseDay, type EpochDay } from "../kernel/calendar.ts";
import type { Dice } from "./dice.ts";
import type { ComplaintRow, OperatorHoursRow, RefusalRow, TouchRow } from "./rows.ts";

const complaints = [
  "Трансфер ждали три часа, в отеле не было нашей брони",
  "Номер без вида на море, хотя обещали",
  "Менеджер не отвечал на сообщения из поездки",
];
const refusals = ["Карту больше не использую, не напоминайте", "По бонусам не звоните, слежу сам"];

export function leftBehind(
  dice: Dice,
  touches: readonly TouchRow[],
): { complaint: ComplaintRow[]; refusal: RefusalRow[] } {
  const talked = touches.filter(({ channel, state }) => channel === "call" && state === "done");
  const complaint = talked
    .filter(({ chain }) => chain === "after-trip" && dice.chance(4))
    .map(({ client_id, on_day, moved_at }) => ({
      client_id,
      id: dice.id(dayOf(on_day)),
      words: dice.pick(complaints),
      opened_at: moved_at,
      opened_by: "Соколова Вера",
    }));
  const refusal = talked
    .filter(({ chain }) => chain === "bonus-burn" && dice.chance(8))
    .map(({ client_id, on_day, chain }) => ({
      client_id,
      id: dice.id(dayOf(on_day)),
      chain,
      refused_on: on_day,
      words: dice.pick(refusals),
    }));
  return { complaint, refusal };
}

const dayOf = (text: string): EpochDay => parseDay(text) ?? (0 as EpochDay);

/** One operator for the whole network, fewer hours at weekends. */
export const operatorHours = (dice: Dice, today: EpochDay): OperatorHoursRow[] =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    id: dice.id(today),
    weekday,
    minutes: weekday >= 6 ? 240 : 390,
  }));

/** What some of the past conversations left behind: a complaint, a refusal; and the operators' hours. */
import { formatDay, parseDay, type EpochDay } from "../kernel/calendar.ts";
import type { Dice } from "./dice.ts";
import type { ComplaintRow, OperatorHoursRow, RefusalRow, TouchRow } from "./rows.ts";

const complaints = [
  "Трансфер ждали три часа, в отеле не было нашей брони",
  "Номер без вида на море, хотя обещали",
  "Менеджер не отвечал на сообщения из поездки",
];
const refusals = ["Карту больше не использую, не напоминайте", "По бонусам не звоните, слежу сам"];

const amends = [
  "Извинились, вернули стоимость трансфера",
  "Отель прислал объяснение, клиенту дали скидку на следующую поездку",
  "Поговорил руководитель офиса, вопросов больше нет",
];
/** Of a hundred calls. */
const complain = 4;
const refuse = 8;

export interface LeftBehind {
  complaint: ComplaintRow[];
  refusal: RefusalRow[];
}

/** Adds to `left` what was said in this call. A complaint is closed within some weeks. */
export function leaveBehind(dice: Dice, touch: TouchRow, today: EpochDay, left: LeftBehind): void {
  const { client_id, chain, on_day, moved_at } = touch;
  if (touch.channel !== "call" || touch.state !== "done") return;
  const on = dayOf(on_day);
  if (chain === "after-trip" && dice.chance(complain)) {
    const closedOn = (on + dice.between(4, 25)) as EpochDay;
    const isClosed = closedOn < today;
    left.complaint.push({
      client_id,
      id: dice.id(on),
      words: dice.pick(complaints),
      opened_at: moved_at,
      opened_by: "Соколова Вера",
      closed_at: isClosed ? `${formatDay(closedOn)}T12:${dice.between(10, 50)}:00Z` : null,
      closed_by: isClosed ? "Мельникова Ольга" : null,
      closing_words: isClosed ? dice.pick(amends) : null,
    });
  }
  if (chain === "bonus-burn" && dice.chance(refuse))
    left.refusal.push({ client_id, id: dice.id(on), chain, refused_on: on_day, words: dice.pick(refusals) });
}

const dayOf = (text: string): EpochDay => parseDay(text) ?? (0 as EpochDay);

/** One operator for the whole network, fewer hours at weekends. */
export const operatorHours = (dice: Dice, today: EpochDay): OperatorHoursRow[] =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    id: dice.id(today),
    weekday,
    minutes: weekday >= 6 ? 240 : 390,
  }));

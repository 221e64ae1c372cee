/** Clients whose plans were passed to managers: some are accepted, some wait, and some have waited too long. */
import { formatDay, type EpochDay } from "../kernel/calendar.ts";
import type { Dice } from "./dice.ts";
import type { Company } from "./offices.ts";
import type { HandoffRow, Rows } from "./rows.ts";

const said = [
  "Пусть менеджер позвонит вечером, после шести",
  "Хочет первую линию и отель без анимации",
  "Смотрят ещё одно агентство, решают до пятницы",
  "Едут с двумя детьми, нужен детский клуб",
  "Просит варианты с прямым перелётом",
  "Даты не сдвинуть: отпуск уже подписан",
];
const shown = 9;

export function handoffsOf(dice: Dice, rows: Rows, company: Company, today: EpochDay): HandoffRow[] {
  const homes = new Map(rows.client.map(({ id, home_office_id }) => [id, home_office_id]));
  const yesterday = formatDay((today - 1) as EpochDay);
  return rows.planned_trip
    .filter(({ state }) => state === "handed_over")
    .slice(0, shown)
    .map((trip, at): HandoffRow => {
      const office = homes.get(trip.client_id) ?? null;
      const managers = company.staff.filter(
        ({ role, office_id }) => role === "manager" && office_id === office,
      );
      const accepted = at % 3 === 2;
      const late = at % 4 === 1 && !accepted;
      return {
        client_id: trip.client_id,
        id: dice.id(today),
        planned_trip_id: trip.id,
        office_id: office,
        manager_id: accepted && managers.length > 0 ? dice.pick(managers).id : null,
        words: dice.pick(said),
        state: accepted ? "accepted" : "waiting",
        handed_at: `${yesterday}T${late ? "07" : "15"}:${dice.between(10, 50)}:00Z`,
        handed_by: "Соколова Вера",
        due_at: late ? `${yesterday}T11:${dice.between(10, 50)}:00Z` : `${formatDay(today)}T17:00:00Z`,
        accepted_at: accepted ? `${yesterday}T16:${dice.between(10, 50)}:00Z` : null,
      };
    });
}

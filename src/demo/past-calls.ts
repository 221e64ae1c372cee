/** How the calls of the last year went: who talked, how long, and what the client said. */
import { parseDay, type EpochDay } from "../kernel/calendar.ts";
import type { Dice } from "./dice.ts";
import type { CallRow, ComplaintRow, RefusalRow, TouchRow } from "./rows.ts";

const said: Readonly<Record<string, readonly string[]>> = {
  "after-trip": [
    "Всё понравилось, особенно гид. Осенью хотят снова",
    "Отель хороший, но далеко до моря",
    "Отдохнули отлично, дети в восторге от бассейна",
    "Понравилось всё, кроме ночного перелёта",
    "Номер поменяли в первый же день, за это спасибо",
    "Погода подвела, а экскурсии запомнились",
  ],
  birthday: [
    "Спасибо, очень приятно, что помните",
    "Отмечает с семьёй на даче, просила передать привет Вере",
    "За подарком зайдёт на неделе",
  ],
  "next-trip": [
    "Планы в силе, ждёт звонка менеджера",
    "Сдвинули на две недели: отпуск подписали позже",
    "Решают, ехать ли с детьми",
  ],
  "bonus-burn": [
    "Забыла про карту, зайдёт до конца месяца",
    "Отдаст карту сестре, та как раз выбирает поездку",
    "Собирается в мае, бонусы хочет сохранить",
    "Спросил, можно ли потратить на страховку",
  ],
};
/** Not everything a client says is worth writing down. */
const wordsOfHundred = 60;

export function pastCalls(
  dice: Dice,
  touches: readonly TouchRow[],
  operators: readonly string[],
  { complaint, refusal }: { complaint: readonly ComplaintRow[]; refusal: readonly RefusalRow[] },
): CallRow[] {
  const complaints = new Map(complaint.map((row) => [`${row.client_id} ${row.opened_at}`, row.words]));
  const refusals = new Map(
    refusal.map((row) => [`${row.client_id} ${row.refused_on} ${row.chain}`, row.words]),
  );
  return touches
    .filter(({ channel, state }) => channel === "call" && (state === "done" || state === "no_answer"))
    .map((touch): CallRow => {
      const { client_id, on_day, chain, step, occasion_key, moved_at } = touch;
      const talked = touch.state === "done";
      const complained = complaints.get(`${client_id} ${moved_at}`);
      const refused = refusals.get(`${client_id} ${on_day} ${chain}`);
      const seconds = talked ? dice.between(130, 560) : dice.between(25, 60);
      const words = said[chain] ?? [];
      return {
        client_id,
        id: dice.id(parseDay(on_day) ?? (0 as EpochDay)),
        on_day,
        chain,
        step,
        occasion_key,
        staff_member_id: dice.pick(operators),
        claimed_at: Temporal.Instant.from(moved_at).subtract({ seconds }).toString(),
        ended_at: moved_at,
        outcome: complained ? "complaint" : refused ? "refused" : talked ? "done" : notReached(dice),
        words:
          complained ??
          refused ??
          (talked && words.length > 0 && dice.chance(wordsOfHundred) ? dice.pick(words) : ""),
      };
    });
}

const notReached = (dice: Dice): "no_answer" | "busy" => (dice.chance(12) ? "busy" : "no_answer");

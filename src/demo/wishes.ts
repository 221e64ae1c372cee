/** Wishes not to be disturbed, in the words people use; each is held by the person and by the addresses. */
import { formatDay, type EpochDay } from "../kernel/calendar.ts";
import type { Dice } from "./dice.ts";
import type { ContactPointRow, SilencedAddressRow, WishRow } from "./rows.ts";

export type WishScope = "everything" | "advertising" | "calls" | "letters";

const words: Record<WishScope, readonly string[]> = {
  everything: [
    "Больше не звоните и не пишите, пожалуйста",
    "Уберите мой номер отовсюду",
    "Не беспокойте меня, сама обращусь, если понадобится",
    "Просил удалить из всех списков",
  ],
  advertising: ["Рекламу не присылать, только по моим поездкам", "Никаких акций и предложений"],
  calls: ["Звонить не надо, пишите на почту", "На работе не могу говорить, только письма"],
  letters: ["Письма не читаю, лучше позвоните", "Почту не засорять"],
};

/** Somebody who asked for silence. `lasting` wishes have neither an end nor a term. */
export function askForSilence(
  dice: Dice,
  scope: WishScope,
  client: { id: string; points: readonly ContactPointRow[] },
  days: { from: EpochDay; today: EpochDay },
  lasting: boolean,
): { wish: WishRow; addresses: SilencedAddressRow[] } {
  const since = dice.between(Math.max(days.from + 1, days.today - 500), days.today - 1) as EpochDay;
  const term = lasting ? "none" : dice.weighted({ none: 70, until: 20, ended: 10 });
  const inForce = {
    id: dice.id(since),
    scope: scope === "everything" || scope === "advertising" ? scope : ("channel" as const),
    channel: scope === "calls" ? ("call" as const) : scope === "letters" ? ("email" as const) : null,
    since: `${formatDay(since)}T09:${String(dice.between(10, 59))}:00Z`,
    until: term === "until" ? formatDay((days.today + dice.between(10, 120)) as EpochDay) : null,
    ended_at: term === "ended" ? `${formatDay(dice.between(since, days.today) as EpochDay)}T10:00:00Z` : null,
  };
  return {
    wish: {
      ...inForce,
      client_id: client.id,
      recorded_by: dice.pick(["Соколова Вера", "Данилова Наталья", "Ефимов Роман"]),
      words: dice.pick(words[scope]),
    },
    addresses: client.points.map(({ kind, value }) => ({ ...inForce, kind, value })),
  };
}

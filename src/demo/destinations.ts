/** Where the demo's clients go, when, for how long and for how much. */
import { fromEpochDay, type EpochDay } from "../kernel/calendar.ts";
import type { Dice } from "./dice.ts";

export interface Destination {
  name: string;
  /** Months in which people go. */
  months: readonly number[];
  nights: readonly [number, number];
  /** Roubles for two people, from and to. */
  price: readonly [number, number];
}

const all = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;

const destinations: readonly Destination[] = [
  { name: "Турция, Анталья", months: [5, 6, 7, 8, 9, 10], nights: [7, 14], price: [110_000, 260_000] },
  { name: "Египет, Хургада", months: [1, 2, 3, 4, 10, 11, 12], nights: [7, 12], price: [95_000, 210_000] },
  { name: "Таиланд, Пхукет", months: [1, 2, 3, 11, 12], nights: [10, 14], price: [160_000, 340_000] },
  { name: "ОАЭ, Дубай", months: [1, 2, 3, 4, 10, 11, 12], nights: [5, 9], price: [120_000, 290_000] },
  { name: "Мальдивы", months: [1, 2, 3, 4, 11, 12], nights: [7, 11], price: [280_000, 620_000] },
  { name: "Вьетнам, Нячанг", months: [2, 3, 4, 5, 6, 7, 8], nights: [10, 14], price: [140_000, 280_000] },
  { name: "Китай, Хайнань", months: [1, 2, 3, 4, 10, 11, 12], nights: [7, 12], price: [105_000, 230_000] },
  { name: "Сочи", months: [5, 6, 7, 8, 9, 10], nights: [5, 12], price: [45_000, 140_000] },
  { name: "Красная Поляна", months: [1, 2, 3, 12], nights: [4, 8], price: [55_000, 170_000] },
  { name: "Калининград", months: [4, 5, 6, 7, 8, 9], nights: [4, 8], price: [38_000, 95_000] },
  { name: "Алтай", months: [6, 7, 8, 9], nights: [6, 11], price: [62_000, 150_000] },
  { name: "Байкал", months: [2, 3, 6, 7, 8, 9], nights: [5, 9], price: [58_000, 145_000] },
  { name: "Камчатка", months: [6, 7, 8, 9], nights: [7, 11], price: [130_000, 310_000] },
  { name: "Шри-Ланка", months: [1, 2, 3, 11, 12], nights: [9, 13], price: [150_000, 300_000] },
  { name: "Грузия, Тбилиси", months: [4, 5, 6, 9, 10], nights: [4, 8], price: [48_000, 120_000] },
  { name: "Кавминводы", months: all, nights: [7, 14], price: [52_000, 130_000] },
];

/** A few days nearby, at any time of the year. */
export const shortBreaks: readonly Destination[] = [
  { name: "Санкт-Петербург", months: all, nights: [2, 4], price: [22_000, 58_000] },
  { name: "Казань", months: all, nights: [2, 3], price: [18_000, 45_000] },
  { name: "Суздаль и Владимир", months: all, nights: [2, 3], price: [16_000, 38_000] },
  { name: "Нижний Новгород", months: all, nights: [2, 3], price: [17_000, 40_000] },
];

/** Somewhere people go in the month of `departs`. */
export function pickDestination(dice: Dice, departs: EpochDay): Destination {
  const { month } = fromEpochDay(departs);
  const inSeason = destinations.filter(({ months }) => months.includes(month));
  return dice.chance(20) ? dice.pick(shortBreaks) : dice.pick(inSeason);
}

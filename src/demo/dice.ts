/** Chance that repeats itself: the same seed rolls the same numbers on every machine. */
import { createHash } from "node:crypto";
import { assert } from "../kernel/assert.ts";
import type { EpochDay } from "../kernel/calendar.ts";

export interface Dice {
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** True in `percent` of a hundred throws. */
  chance(percent: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** One of the keys, each as often as its weight says. */
  weighted<Key extends string>(weights: Readonly<Record<Key, number>>): Key;
  /** A UUIDv7 as if made on `day`. */
  id(day: EpochDay): string;
}

/** A generator of its own for each `name`, so that what one client rolls moves nobody else's dice. */
export function rollFor(seed: number, name: string): Dice {
  const roll = xoshiro128(createHash("sha256").update(`${seed}/${name}`).digest());
  const between = (least: number, most: number): number =>
    least + Math.floor((roll() / 2 ** 32) * (most - least + 1));
  return {
    between,
    chance: (percent) => roll() / 2 ** 32 < percent / 100,
    pick(items) {
      const item = items[between(0, items.length - 1)];
      assert(item !== undefined, "there is something to pick from");
      return item;
    },
    weighted<Key extends string>(weights: Readonly<Record<Key, number>>): Key {
      const entries = Object.entries<number>(weights) as [Key, number][];
      const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
      let left = (roll() / 2 ** 32) * total;
      const found = entries.find(([, weight]) => (left -= weight) < 0) ?? entries.at(-1);
      assert(found, "there is something to weigh");
      return found[0];
    },
    id: (day) => uuidOn(day, roll),
  };
}

/** Blackman and Vigna's xoshiro128**: 32 bits a roll. */
function xoshiro128(seed: Buffer): () => number {
  let [a, b, c, d] = [
    seed.readUInt32LE(0),
    seed.readUInt32LE(4),
    seed.readUInt32LE(8),
    seed.readUInt32LE(12),
  ];
  const rotate = (x: number, by: number): number => (x << by) | (x >>> (32 - by));
  return () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result;
  };
}

const hex = (value: number, length: number): string => value.toString(16).padStart(8, "0").slice(-length);

function uuidOn(day: EpochDay, roll: () => number): string {
  const time = (day * 86_400_000 + (roll() % 86_400_000)).toString(16).padStart(12, "0");
  const variant = (8 | (roll() & 3)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(roll(), 3)}-${variant}${hex(roll(), 3)}-${hex(roll(), 8)}${hex(roll(), 4)}`;
}

/**
 * Which rows of a file have a key in common, found while the file is read: some eleven bytes for a key, whatever its
 * length. Keys are told apart by a hash; two that share one are looked at more closely than they need to be, no more.
 */
import { hashOf } from "./hash.ts";

export interface Sightings {
  /** Says whether an earlier line had the key. */
  see(key: string, line: number): boolean;
  /** Before the file is read: somebody is known by the key, as if an earlier line had it. */
  know(key: string): void;
  /** Whether somebody is known by the key, or a line had it. */
  has(key: string): boolean;
  /** Lines of which a later one had a key too, in order. */
  metAgain(): number[];
}

const startingSlots = 2 ** 12;
const mostFull = 0.8;
/** Added to the line of a key that was met again. */
const again = 2 ** 31;

export function sightings(): Sightings {
  let slots = startingSlots;
  /** Of each slot the hash, then the line; line 0: the slot is free. */
  let cells = new Uint32Array(2 * slots);
  let taken = 0;
  const met = new Set<number>();

  function grow(): void {
    const old = cells;
    slots *= 2;
    cells = new Uint32Array(2 * slots);
    for (let from = 0; from < old.length; from += 2) {
      const line = old[from + 1] ?? 0;
      if (line === 0) continue;
      const hash = old[from] ?? 0;
      let slot = hash & (slots - 1);
      while (cells[2 * slot + 1] !== 0) slot = (slot + 1) & (slots - 1);
      cells[2 * slot] = hash;
      cells[2 * slot + 1] = line;
    }
  }

  /** Where the key stands, or will stand. */
  function slotOf(hash: number): number {
    let slot = hash & (slots - 1);
    while (cells[2 * slot + 1] !== 0 && cells[2 * slot] !== hash) slot = (slot + 1) & (slots - 1);
    return slot;
  }

  /** Says whether the key of the slot was seen before. */
  function meet(slot: number): boolean {
    const first = cells[2 * slot + 1] ?? 0;
    if (first > 0 && first < again) {
      cells[2 * slot + 1] = first + again;
      met.add(first);
    }
    return first > 0;
  }

  /** Says whether the key was there. */
  function put(key: string, line: number): boolean {
    const hash = hashOf(0, key);
    const slot = slotOf(hash);
    if (meet(slot)) return true;
    cells[2 * slot] = hash;
    cells[2 * slot + 1] = line;
    if (++taken > slots * mostFull) grow();
    return false;
  }

  return {
    know: (key) => void put(key, again),
    has: (key) => cells[2 * slotOf(hashOf(0, key)) + 1] !== 0,
    see: put,
    metAgain: () => [...met].sort((a, b) => a - b),
  };
}

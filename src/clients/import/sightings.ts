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
  let hashes = new Uint32Array(slots);
  /** 0: the slot is free. */
  let lines = new Uint32Array(slots);
  let taken = 0;
  const met = new Set<number>();

  function grow(): void {
    const [oldHashes, oldLines] = [hashes, lines];
    slots *= 2;
    hashes = new Uint32Array(slots);
    lines = new Uint32Array(slots);
    oldLines.forEach((line, from) => {
      if (line === 0) return;
      let slot = (oldHashes[from] ?? 0) & (slots - 1);
      while (lines[slot] !== 0) slot = (slot + 1) & (slots - 1);
      hashes[slot] = oldHashes[from] ?? 0;
      lines[slot] = line;
    });
  }

  /** Where the key stands, or will stand. */
  function slotOf(hash: number): number {
    let slot = hash & (slots - 1);
    while (lines[slot] !== 0 && hashes[slot] !== hash) slot = (slot + 1) & (slots - 1);
    return slot;
  }

  /** Says whether the key of the slot was seen before. */
  function meet(slot: number): boolean {
    const first = lines[slot] ?? 0;
    if (first > 0 && first < again) {
      lines[slot] = first + again;
      met.add(first);
    }
    return first > 0;
  }

  /** Says whether the key was there. */
  function put(key: string, line: number): boolean {
    const hash = hashOf(0, key);
    const slot = slotOf(hash);
    if (meet(slot)) return true;
    hashes[slot] = hash;
    lines[slot] = line;
    if (++taken > slots * mostFull) grow();
    return false;
  }

  return {
    know: (key) => void put(key, again),
    has: (key) => lines[slotOf(hashOf(0, key))] !== 0,
    see: put,
    metAgain: () => [...met].sort((a, b) => a - b),
  };
}

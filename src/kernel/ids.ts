/** UUIDv7 (RFC 9562): time-ordered, so that new rows land together on disk. */
import { randomUUID } from "node:crypto";
import { systemClock, type Clock } from "./clock.ts";

let lastMs = 0;
let sequence = 0;
/** `lastMs` as the first two groups of an id. */
let time = "";

export function newId(clock: Clock = systemClock): string {
  const ms = Math.max(clock.now().epochMilliseconds, lastMs);
  sequence = ms === lastMs ? sequence + 1 : 0;
  const isFull = sequence > 0xfff;
  if (isFull) sequence = 0;
  if (isFull || ms > lastMs) {
    lastMs = isFull ? ms + 1 : ms;
    const digits = lastMs.toString(16).padStart(12, "0");
    time = `${digits.slice(0, 8)}-${digits.slice(8)}-7`;
  }
  // The runtime keeps random bytes in store; the last two groups of a UUIDv4 are made like those of a UUIDv7.
  return `${time}${sequence.toString(16).padStart(3, "0")}${randomUUID().slice(18)}`;
}

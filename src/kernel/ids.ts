/** UUIDv7 (RFC 9562): time-ordered, so that new rows land together on disk. */
import { randomFillSync } from "node:crypto";
import { systemClock, type Clock } from "./clock.ts";

const pool = new Uint8Array(4096);
let used = pool.length;
let lastMs = 0;
let sequence = 0;

export function newId(clock: Clock = systemClock): string {
  const ms = Math.max(clock.now().epochMilliseconds, lastMs);
  sequence = ms === lastMs ? sequence + 1 : 0;
  lastMs = sequence > 0xfff ? ms + 1 : ms;
  if (sequence > 0xfff) sequence = 0;
  if (used + 8 > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const random = Buffer.from(pool.subarray(used, used + 8)).toString("hex");
  used += 8;
  const time = lastMs.toString(16).padStart(12, "0");
  const variant = ((Number.parseInt(random[0] ?? "0", 16) & 0x3) | 0x8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${sequence.toString(16).padStart(3, "0")}-${variant}${random.slice(1, 4)}-${random.slice(4, 16)}`;
}

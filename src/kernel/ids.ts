/** UUIDv7 (RFC 9562): time-ordered, so that new rows land together on disk. */
import { randomFillSync } from "node:crypto";
import { nowMs } from "./clock.ts";

const pool = new Uint8Array(4096);
let used = pool.length;
let lastMs = 0;
let sequence = 0;
/** Every byte as two hexadecimal digits. */
const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
/** What an id of `lastMs` begins with. */
let begin = "";

export function newId(): string {
  const ms = nowMs();
  if (ms > lastMs) startAt(ms);
  else if (++sequence > 0xfff) startAt(lastMs + 1);
  if (used + 8 > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  let random = "";
  for (let i = 0; i < 8; i++) {
    const byte = pool[used + i] as number;
    random += hex[i === 0 ? (byte & 0x3f) | 0x80 : byte];
    if (i === 1) random += "-";
  }
  used += 8;
  return `${begin}${(0x7000 | sequence).toString(16)}-${random}`;
}

function startAt(ms: number): void {
  lastMs = ms;
  sequence = 0;
  const time = ms.toString(16).padStart(12, "0");
  begin = `${time.slice(0, 8)}-${time.slice(8)}-`;
}

/** Milliseconds since the page was loaded. What time it is comes from the server; this says how long ago that was. */
import { momentMs } from "../language/days.ts";

export const passedMs = (): number => new Event("now").timeStamp;

/** The server's clock as it goes on in this page. */
export const serverNow = (told: { now: string; receivedMs: number }): number =>
  momentMs(told.now) + passedMs() - told.receivedMs;

/** JSON lines on stderr. Ids and counts only: no names, addresses, texts or other personal data. */
import pino, { type Logger } from "pino";
import type { LogLevel } from "./configuration.ts";

export type Log = Logger;

export function createLog(level: LogLevel): Log {
  return pino({ level, base: { pid: process.pid } }, pino.destination({ dest: 2, sync: true }));
}

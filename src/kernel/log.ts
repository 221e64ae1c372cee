/** JSON lines on stderr. Ids and counts only: no names, addresses, texts or other personal data. */
import pino, { type Logger } from "pino";
import type { LogLevel } from "./configuration.ts";

export type Log = Logger;

export function createLog(level: LogLevel): Log {
  return pino({ level, base: { pid: process.pid } }, pino.destination({ dest: 2, sync: true }));
}

/** What a log may hold of an error: a driver's message and fields can quote a client's data, so they stay out. */
export function describeFailure(error: unknown): { error: string; code?: string; at: string[] } {
  if (!(error instanceof Error)) return { error: typeof error, at: [] };
  const code = (error as NodeJS.ErrnoException).code;
  const at = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return {
    error: error.name,
    ...(typeof code === "string" ? { code } : {}),
    at: at.slice(0, 8).map((line) => line.trim()),
  };
}

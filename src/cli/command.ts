/** What a command is, and the one place that turns arguments, output and refusals into what a terminal sees. */
import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import type { Clock } from "../kernel/clock.ts";
import type { Configuration } from "../kernel/configuration.ts";
import type { Language } from "../kernel/language.ts";

/** What a command is given: nothing in it reads process state by itself. */
export interface CommandContext {
  configuration: Configuration;
  language: Language;
  clock: Clock;
  /** The command's result: one JSON document with --json, else text for people. Waits for a slow reader. */
  out(text: string): Promise<void>;
  /** People's text beside the result: progress, notes. */
  note(text: string): void;
  /** Whether stderr is a terminal, so that a progress line may be redrawn. */
  interactive: boolean;
  /** How many characters a line of the terminal holds; 80 where there is none. */
  columns: number;
  /** Aborted on SIGINT and SIGTERM. */
  signal: AbortSignal;
}

export interface Invocation {
  positionals: string[];
  options: Record<string, string | boolean | undefined>;
}

export interface Command {
  /** As typed: `replay`, `import purchases`, `ledger verify`. */
  name: string;
  /** Arguments and options, for the usage line: `FILE.csv --until DAY [--json]`. */
  usage: string;
  options: ParseArgsOptionsConfig;
  /** Least and most positional arguments after the name. */
  positionals: readonly [number, number];
  run(context: CommandContext, invocation: Invocation): Promise<void>;
}

/** Wrong usage: exit code 2. `message` says what was expected. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** Every command that opens the database takes these. */
export const databaseOptions = { data: { type: "string" } } as const satisfies ParseArgsOptionsConfig;
export const jsonOption = { json: { type: "boolean" } } as const satisfies ParseArgsOptionsConfig;

export function parseInvocation(command: Command, args: string[]): Invocation {
  let parsed;
  try {
    parsed = parseArgs({ args, options: command.options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError((error as Error).message.split(". ")[0] ?? "wrong usage");
  }
  const [least, most] = command.positionals;
  const count = parsed.positionals.length;
  if (count < least) throw new UsageError("an argument is missing");
  if (count > most) throw new UsageError(`one argument too many: ${parsed.positionals[most]}`);
  return {
    positionals: parsed.positionals,
    options: parsed.values as Record<string, string | boolean | undefined>,
  };
}

/** A `YYYY-MM-DD` option. Throws UsageError with the option's name. */
export function dayOption(invocation: Invocation, name: string): Temporal.PlainDate | undefined {
  const text = invocation.options[name];
  if (text === undefined) return undefined;
  try {
    if (typeof text === "string" && /^\d{4}-\d{2}-\d{2}$/.test(text)) return Temporal.PlainDate.from(text);
  } catch {
    // said below
  }
  throw new UsageError(`--${name} expects a day as YYYY-MM-DD that exists, got ${String(text)}`);
}

export function requiredDayOption(invocation: Invocation, name: string): Temporal.PlainDate {
  const day = dayOption(invocation, name);
  if (!day) throw new UsageError(`--${name} DAY is missing`);
  return day;
}

/** An option that must say something. Throws UsageError with its name. */
export function requiredOption(invocation: Invocation, name: string): string {
  const value = invocation.options[name];
  if (typeof value === "string" && value.trim() !== "") return value;
  throw new UsageError(`--${name} is missing`);
}

/** Throws UsageError with the option's name. */
export function requiredMonthOption(invocation: Invocation, name: string): string {
  const text = invocation.options[name];
  if (typeof text === "string" && /^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return text;
  throw new UsageError(`--${name} expects a month as YYYY-MM, got ${String(text ?? "nothing")}`);
}

/** A whole number within bounds; undefined where the option is not given. Throws UsageError with its name. */
export function wholeOption(
  invocation: Invocation,
  name: string,
  { least, most }: { least: number; most: number },
): number | undefined {
  const text = invocation.options[name];
  if (text === undefined) return undefined;
  const value = Number(text);
  if (typeof text === "string" && /^\d{1,9}$/.test(text) && value >= least && value <= most) return value;
  throw new UsageError(`--${name} expects a whole number from ${least} to ${most}, got ${String(text)}`);
}

/** Finds the command, runs it, and ends with 0 (done), 1 (refused, code on stderr) or 2 (wrong usage). */
import { refusalOfFullDisk } from "../database/failed-engine.ts";
import { elapsedMs, systemClock } from "../kernel/clock.ts";
import { readConfiguration } from "../kernel/configuration.ts";
import { DomainError } from "../kernel/errors.ts";
import { languageOf, type Language } from "../kernel/language.ts";
import { sayRefusal } from "../kernel/refusal-words.ts";
import { parseInvocation, UsageError, type Command, type CommandContext } from "./command.ts";
import type { CommandEntry } from "./commands.ts";

export async function run(
  commands: readonly CommandEntry[],
  args: string[],
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const language = languageOf(env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"]);
  if (args.length === 0 || ["help", "--help", "-h"].includes(args[0] ?? "")) {
    process.stdout.write(usage(commands, language));
    return args.length === 0 ? 2 : 0;
  }
  const entry = find(commands, args);
  if (!entry) {
    process.stderr.write(
      `povod: no such command: ${args.slice(0, 2).join(" ")}\n\n${usage(commands, language)}`,
    );
    return 2;
  }
  const command = await entry.load();
  const rest = args.slice(command.name.split(" ").length);
  if (rest.includes("--help")) {
    process.stdout.write(`povod ${command.name} ${command.usage}\n\n${entry.summary[language]}\n`);
    return 0;
  }
  const abort = new AbortController();
  hearSignals(abort);
  for (const stream of [process.stdout, process.stderr]) stream.on("error", unlessClosed);
  try {
    const invocation = parseInvocation(command, rest);
    const context: CommandContext = {
      configuration: readConfiguration(env),
      language,
      clock: systemClock,
      out: writeOut,
      note: (text) => void process.stderr.write(text),
      interactive: process.stderr.isTTY === true,
      columns: process.stdout.columns ?? 80,
      signal: abort.signal,
    };
    await command.run(context, invocation);
    return 0;
  } catch (error) {
    return explain(error, command, language);
  }
}

/** Ctrl+C reaches this process from the terminal and from the one that started it: only one that comes later means it. */
const sameMs = 1000;

function hearSignals(abort: AbortController): void {
  let heardMs: number | undefined;
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      const nowMs = elapsedMs();
      if (heardMs !== undefined && nowMs - heardMs > sameMs) process.exit(130);
      heardMs ??= nowMs;
      abort.abort(signal);
    });
}

/** A reader that stops reading (`| head`) ends neither the work nor its exit code. */
function unlessClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

function explain(thrown: unknown, command: Command, language: Language): number {
  const error = refusalOfFullDisk(thrown) ?? thrown;
  if (error instanceof UsageError) {
    process.stderr.write(
      `povod ${command.name}: ${error.message}\nusage: povod ${command.name} ${command.usage}\n`,
    );
    return 2;
  }
  if (error instanceof DomainError) {
    process.stderr.write(`povod ${command.name}: ${error.code}: ${sayRefusal(error, language)}\n`);
    return 1;
  }
  if (isOfSystem(error)) {
    process.stderr.write(`povod ${command.name}: ${error.message}\n`);
    return 1;
  }
  throw error;
}

/** No rights, no room, too many open files: nobody is helped by where in the program that was. */
const isOfSystem = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && "syscall" in error && "errno" in error;

function find(commands: readonly CommandEntry[], args: string[]): CommandEntry | undefined {
  return (
    commands.find((command) => command.name === `${args[0]} ${args[1]}`) ??
    commands.find((command) => command.name === args[0])
  );
}

function usage(commands: readonly CommandEntry[], language: Language): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  const lines = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary[language]}`);
  const head = language === "ru" ? "povod КОМАНДА [--help]" : "povod COMMAND [--help]";
  return `${head}\n\n${lines.join("\n")}\n`;
}

async function writeOut(text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (!error || (error as NodeJS.ErrnoException).code === "EPIPE") resolve();
      else reject(error);
    });
  });
}

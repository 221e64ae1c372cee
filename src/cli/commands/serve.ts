import { openDatabase } from "../../database/database.ts";
import type { Configuration } from "../../kernel/configuration.ts";
import { createLog } from "../../kernel/log.ts";
import {
  databaseOptions,
  UsageError,
  type Command,
  type CommandContext,
  type Invocation,
} from "../command.ts";
import { databaseTarget } from "../open.ts";
import { roles, startProgram, type Role } from "../start-program.ts";

export const serveCommand: Command = {
  name: "serve",
  usage: "[--port N] [--data DIR] [--role web|worker|all]",
  options: { ...databaseOptions, port: { type: "string" }, role: { type: "string" } },
  positionals: [0, 0],
  async run(context, invocation) {
    const role = roleOption(invocation);
    const configuration = { ...context.configuration, port: portOption(context.configuration, invocation) };
    const log = createLog(configuration.logLevel);
    const database = await openDatabase(databaseTarget(context, invocation));
    try {
      const program = await startProgram({ database, configuration, log, clock: context.clock, role });
      try {
        await context.out(`${greeting(context, program.address)}\n`);
        await Promise.race([aborted(context.signal), database.failed]);
      } finally {
        await program.stop();
      }
    } finally {
      await database.close();
    }
    log.info("stopped");
  },
};

/** `--port`, else POVOD_PORT, else the usual one; 0 takes any free port. */
export function portOption(configuration: Configuration, { options }: Invocation): number {
  const text = options["port"];
  if (text === undefined) return configuration.port;
  const value = Number(text);
  if (typeof text !== "string" || !/^\d{1,5}$/.test(text) || value > 65_535)
    throw new UsageError(`--port expects a number from 0 to 65535, got ${String(text)}`);
  return value;
}

function roleOption({ options }: Invocation): Role {
  const text = options["role"] ?? "all";
  const role = roles.find((known) => known === text);
  if (!role) throw new UsageError(`--role expects ${roles.join(", ")}, got ${String(text)}`);
  return role;
}

function greeting({ language }: CommandContext, address: string | undefined): string {
  if (address === undefined)
    return {
      ru: "Повод работает без страниц. Остановить: Ctrl+C.",
      en: "Povod works without pages. Ctrl+C stops it.",
    }[language];
  return {
    ru: `Повод отвечает: ${address} — остановить: Ctrl+C.`,
    en: `Povod answers at ${address} — Ctrl+C stops it.`,
  }[language];
}

export async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}

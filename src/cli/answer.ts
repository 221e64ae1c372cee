/** A command's answer: one JSON document with --json, else text for people. */
import type { ParseArgsOptionsConfig } from "node:util";
import type { Database } from "../database/database.ts";
import {
  databaseOptions,
  jsonOption,
  type Command,
  type CommandContext,
  type Invocation,
} from "./command.ts";
import { withDatabase } from "./open.ts";

export interface Said {
  answer: unknown;
  text: string;
}

export const say = (
  context: CommandContext,
  invocation: Invocation,
  answer: unknown,
  text: string,
): Promise<void> => context.out(invocation.options["json"] === true ? `${JSON.stringify(answer)}\n` : text);

export interface Shape {
  name: string;
  /** Without `--json` and `--data`, which it always takes. */
  usage: string;
  options?: ParseArgsOptionsConfig;
  positionals: readonly [number, number];
}

/** A command that works on the database and answers once. */
export const answeringCommand = (
  { usage, options = {}, ...shape }: Shape,
  run: (database: Database, context: CommandContext, invocation: Invocation) => Promise<Said>,
): Command => ({
  ...shape,
  usage: `${usage} [--json] [--data DIR]`.trim(),
  options: { ...databaseOptions, ...jsonOption, ...options },
  run: (context, invocation) =>
    withDatabase(context, invocation, async (database) => {
      const { answer, text } = await run(database, context, invocation);
      await say(context, invocation, answer, text);
    }),
});

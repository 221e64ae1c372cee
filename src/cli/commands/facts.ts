/** `povod facts` shows which facts the business wants about its clients, `povod facts set FACT WORTH` changes one. */
import { readWantedFacts, wantFact } from "../../clients/actions/keep-wanted-facts.ts";
import type { Database } from "../../database/database.ts";
import {
  databaseOptions,
  jsonOption,
  UsageError,
  type Command,
  type CommandContext,
  type Invocation,
} from "../command.ts";
import { withDatabase } from "../open.ts";

const options = { ...databaseOptions, ...jsonOption };

export const factsCommand: Command = {
  name: "facts",
  usage: "[--json] [--data DIR]",
  options,
  positionals: [0, 0],
  run: (context, invocation) =>
    withDatabase(context, invocation, (database) => show(context, invocation, database)),
};

export const factsSetCommand: Command = {
  name: "facts set",
  usage: "FACT WORTH [--json] [--data DIR]",
  options,
  positionals: [2, 2],
  async run(context, invocation) {
    const [fact = "", text = ""] = invocation.positionals;
    const worth = Number(text);
    if (!/^\d{1,4}$/.test(text) || worth > 1000)
      throw new UsageError(`WORTH expects a whole number from 0 to 1000, got ${text}`);
    await withDatabase(context, invocation, async (database) => {
      await wantFact(database.db, fact, worth);
      await show(context, invocation, database);
    });
  },
};

async function show(context: CommandContext, invocation: Invocation, { db }: Database): Promise<void> {
  const { language } = context;
  const wanted = await readWantedFacts(db, language);
  if (invocation.options["json"] === true) return context.out(`${JSON.stringify(wanted)}\n`);
  const lines = wanted.facts.map(
    ({ fact, name, worth }) => `${String(worth).padStart(5)}  ${fact.padEnd(22)} ${name}\n`,
  );
  const more = { ru: "Можно добавить: ", en: "May be added: " }[language];
  return context.out(`${lines.join("")}\n${more}${wanted.offered.map(({ fact }) => fact).join(", ")}\n`);
}

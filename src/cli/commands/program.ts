/** `povod program` shows every version of the rules, `povod program start` adds one from a day on. */
import type { Language } from "../../kernel/language.ts";
import { readPrograms, startProgram } from "../../loyalty/actions/start-program.ts";
import type { ProgramState } from "../../loyalty/program-contract.ts";
import { databaseOptions, jsonOption, requiredDayOption, type Command } from "../command.ts";
import { withDatabase } from "../open.ts";

export const programCommand: Command = {
  name: "program",
  usage: "[--json] [--data DIR]",
  options: { ...databaseOptions, ...jsonOption },
  positionals: [0, 0],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) => {
      const programs = await readPrograms(db);
      if (invocation.options["json"] === true) return context.out(`${JSON.stringify(programs)}\n`);
      return context.out(programs.map((program) => say(program, context.language)).join("\n"));
    }),
};

/** As typed, and as the wire calls it. */
const rules = {
  price: "cardPrice",
  discount: "discount",
  accrual: "accrual",
  cap: "redemptionCap",
  validity: "validity",
  reminder: "reminder",
  "smallest-reminder": "smallestReminder",
} as const;

export const programStartCommand: Command = {
  name: "program start",
  usage:
    "--from DAY [--type TYPE] [--price SUM] [--discount %] [--accrual %] [--cap %] [--validity P6M] [--reminder P1M] [--smallest-reminder SUM] [--json] [--data DIR]",
  options: {
    from: { type: "string" },
    type: { type: "string" },
    ...Object.fromEntries(Object.keys(rules).map((name) => [name, { type: "string" } as const])),
    ...databaseOptions,
    ...jsonOption,
  },
  positionals: [0, 0],
  async run(context, invocation) {
    const { options } = invocation;
    const startsOn = requiredDayOption(invocation, "from").toString();
    const asked = Object.fromEntries(
      Object.entries(rules)
        .filter(([name]) => options[name] !== undefined)
        .map(([name, field]) => [field, String(options[name])]),
    );
    const type = options["type"] === undefined ? {} : { cardType: String(options["type"]) };
    await withDatabase(context, invocation, async ({ db }) => {
      const program = await startProgram({ db, clock: context.clock }, { startsOn, ...type, ...asked });
      await context.out(
        options["json"] === true ? `${JSON.stringify(program)}\n` : say(program, context.language),
      );
    });
  },
};

function say(program: ProgramState, language: Language): string {
  const { cardType, version, startsOn } = program;
  const head = {
    ru: `${cardType}, версия ${version}, с ${startsOn}`,
    en: `${cardType}, version ${version}, from ${startsOn}`,
  }[language];
  const lines = {
    ru: [
      ["цена карты", program.cardPrice],
      ["скидка", `${program.discount} %`],
      ["бонус от оплаченного", `${program.accrual} %`],
      ["бонусом не больше", `${program.redemptionCap} %`],
      ["бонус хранится", program.validity],
      ["напоминание за", program.reminder],
      ["напоминать от", program.smallestReminder],
    ],
    en: [
      ["card price", program.cardPrice],
      ["discount", `${program.discount} %`],
      ["bonus of what is paid", `${program.accrual} %`],
      ["paid by bonus at most", `${program.redemptionCap} %`],
      ["bonus is kept for", program.validity],
      ["reminder before", program.reminder],
      ["reminded from", program.smallestReminder],
    ],
  }[language];
  const width = Math.max(...lines.map(([label]) => label?.length ?? 0)) + 2;
  return `${head}\n${lines.map(([label, value]) => `  ${label?.padEnd(width)}${value}\n`).join("")}`;
}

/** `povod operators` tells how long operators are on the phone, `povod operators set` says it. */
import { readEtiquette, setOperatorHours } from "../../planning/actions/change-etiquette.ts";
import { averageCallSeconds } from "../../planning/store/operators.ts";
import { loadOperatorHours, type OperatorHours } from "../../planning/store/etiquette.ts";
import { sayDay, type Language } from "../../kernel/language.ts";
import {
  databaseOptions,
  dayOption,
  jsonOption,
  requiredOption,
  UsageError,
  wholeOption,
  type Command,
} from "../command.ts";
import { withDatabase } from "../open.ts";

export const operatorsCommand: Command = {
  name: "operators",
  usage: "[--json] [--data DIR]",
  options: { ...databaseOptions, ...jsonOption },
  positionals: [0, 0],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) => {
      const hours = await loadOperatorHours(db);
      const callSeconds = await averageCallSeconds(db, context.clock.now(), await readEtiquette(db));
      if (invocation.options["json"] === true)
        return context.out(
          `${JSON.stringify({ hours: hours.map((row) => ({ ...row, on: row.on?.toString() ?? null })), callSeconds })}\n`,
        );
      const { language } = context;
      const call = {
        ru: `Звонок занимает ${callSeconds} с.`,
        en: `A call takes ${callSeconds} s.`,
      }[language];
      const none = { ru: "Часы операторов не заданы.", en: "No operator hours are set." }[language];
      const rows = hours.length === 0 ? [none] : hours.map((row) => inWords(row, language));
      return context.out(`${[...rows, call].join("\n")}\n`);
    }),
};

const days = {
  ru: ["пн", "вт", "ср", "чт", "пт", "сб", "вс"],
  en: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
} as const;

function inWords({ officeName, weekday, on, minutes }: OperatorHours, language: Language): string {
  const where = officeName ?? { ru: "вся сеть", en: "the network" }[language];
  const when = on ? sayDay(language, on) : (days[language][(weekday ?? 1) - 1] ?? "");
  return `${where.padEnd(30)}${when.padEnd(20)}${String(minutes).padStart(6)} ${{ ru: "мин", en: "min" }[language]}`;
}

export const operatorsSetCommand: Command = {
  name: "operators set",
  usage: "--minutes N|none (--weekday 1..7 | --on DAY) [--office ID] [--data DIR]",
  options: {
    minutes: { type: "string" },
    weekday: { type: "string" },
    on: { type: "string" },
    office: { type: "string" },
    ...databaseOptions,
  },
  positionals: [0, 0],
  run(context, invocation) {
    const given = requiredOption(invocation, "minutes");
    const minutes =
      given === "none" ? null : (wholeOption(invocation, "minutes", { least: 0, most: 100_000 }) ?? null);
    const weekday = wholeOption(invocation, "weekday", { least: 1, most: 7 }) ?? null;
    const on = dayOption(invocation, "on")?.toString() ?? null;
    if ((weekday === null) === (on === null)) throw new UsageError("--weekday or --on, one of them");
    const { office } = invocation.options;
    if (office !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(String(office)))
      throw new UsageError("--office expects an office's id");
    return withDatabase(context, invocation, ({ db }) =>
      setOperatorHours(db, { office: typeof office === "string" ? office : null, weekday, on, minutes }),
    );
  },
};

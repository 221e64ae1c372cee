/** `povod calendar`: days off, moved working days and greeted holidays; `set` and `forget` change a day. */
import { forgetCalendarDay, readCalendar, setCalendarDay } from "../../business/actions/keep-calendar.ts";
import type { Calendar, NewCalendarDay } from "../../business/calendar-contract.ts";
import { loadSettings } from "../../business/store.ts";
import { dayIn } from "../../kernel/clock.ts";
import { sayDay, type Language } from "../../kernel/language.ts";
import {
  databaseOptions,
  jsonOption,
  requiredOption,
  UsageError,
  wholeOption,
  type Command,
  type CommandContext,
  type Invocation,
} from "../command.ts";
import { withDatabase } from "../open.ts";

const options = { ...jsonOption, ...databaseOptions };
const tell = (context: CommandContext, invocation: Invocation, calendar: Calendar): Promise<void> =>
  context.out(
    invocation.options["json"] === true
      ? `${JSON.stringify(calendar)}\n`
      : inWords(calendar, context.language),
  );

export const calendarCommand: Command = {
  name: "calendar",
  usage: "[--year YEAR] [--json] [--data DIR]",
  options: { ...options, year: { type: "string" } },
  positionals: [0, 0],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) => {
      const asked = wholeOption(invocation, "year", { least: 2000, most: 2100 });
      const year = asked ?? dayIn((await loadSettings(db)).zone, context.clock.now()).year;
      await tell(context, invocation, await readCalendar(db, year));
    }),
};

export const calendarSetCommand: Command = {
  name: "calendar set",
  usage: "DAY working|holiday --name NAME [--greet CODE] [--json] [--data DIR]",
  options: { ...options, name: { type: "string" }, greet: { type: "string" } },
  positionals: [2, 2],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) => {
      const date = dayOf(invocation);
      const kind = invocation.positionals[1];
      if (kind !== "working" && kind !== "holiday") throw new UsageError("expected working or holiday");
      const name = requiredOption(invocation, "name");
      const code = invocation.options["greet"];
      if (code !== undefined && !/^[a-z]+(-[a-z]+)*$/.test(String(code)))
        throw new UsageError("--greet expects small Latin letters and dashes");
      const day: NewCalendarDay = {
        kind,
        name: { ru: name, en: name },
        code: code === undefined ? null : String(code),
      };
      await tell(context, invocation, await setCalendarDay(db, date, day));
    }),
};

export const calendarForgetCommand: Command = {
  name: "calendar forget",
  usage: "DAY [--json] [--data DIR]",
  options,
  positionals: [1, 1],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) =>
      tell(context, invocation, await forgetCalendarDay(db, dayOf(invocation))),
    ),
};

/** Throws UsageError. */
function dayOf({ positionals: [text = ""] }: Invocation): Temporal.PlainDate {
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return Temporal.PlainDate.from(text);
  } catch {
    // said below
  }
  throw new UsageError(`expected a day as YYYY-MM-DD that exists, got ${text}`);
}

function inWords({ days }: Calendar, language: Language): string {
  return days
    .map(({ date, kind, name, code }) => {
      const day = sayDay(language, Temporal.PlainDate.from(date)).padEnd(20);
      const what = {
        working: { ru: "рабочий ", en: "working " },
        holiday: { ru: "выходной", en: "day off " },
      }[kind];
      return `${day} ${what[language]}  ${name[language]}${code === null ? "" : ` (${code})`}\n`;
    })
    .join("");
}

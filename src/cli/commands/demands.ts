/** `povod demands` lists what is not carried out yet; `record`, `close`, `take-back` and `erase` do something about one. */
import { writeFileSync } from "node:fs";
import { loadSettings } from "../../business/store.ts";
import { readDemands, readDemandsOf } from "../../clients/actions/read-demands.ts";
import { closeDemand, recordDemand, takeDemandBack } from "../../clients/actions/record-demand.ts";
import type { Demand } from "../../clients/demand-contract.ts";
import type { ClientDesk } from "../../clients/desk.ts";
import { findClient } from "../../clients/store/find-client.ts";
import type { Database } from "../../database/database.ts";
import { newId } from "../../kernel/ids.ts";
import { plural, sayDay, type Language } from "../../kernel/language.ts";
import { replanClients } from "../../planning/actions/replan-clients.ts";
import { actPage } from "../../rights/act.ts";
import { eraseClient } from "../../rights/actions/erase-client.ts";
import {
  databaseOptions,
  dayOption,
  jsonOption,
  requiredOption,
  UsageError,
  type Command,
  type CommandContext,
  type Invocation,
} from "../command.ts";
import { withDatabase } from "../open.ts";

const options = { ...databaseOptions, ...jsonOption, staff: { type: "string" } } as const;

const deskOf = (context: CommandContext, { db }: Database): ClientDesk => ({
  db,
  clock: context.clock,
  replan: replanClients,
});

const staffOf = ({ options: given }: Invocation): string | undefined => given["staff"] as string | undefined;

export const demandsCommand: Command = {
  name: "demands",
  usage: "[--json] [--data DIR]",
  options: { ...databaseOptions, ...jsonOption },
  positionals: [0, 0],
  run: (context, invocation) =>
    withDatabase(context, invocation, async (database) => {
      const { demands } = await readDemands(deskOf(context, database));
      await tell(context, invocation, demands);
    }),
};

export const demandsRecordCommand: Command = {
  name: "demands record",
  usage:
    "CLIENT --kind stop|erasure|export --how TEXT [--received DAY] [--words TEXT] [--staff ID] [--json] [--data DIR]",
  options: {
    ...options,
    kind: { type: "string" },
    how: { type: "string" },
    received: { type: "string" },
    words: { type: "string" },
  },
  positionals: [1, 1],
  async run(context, invocation) {
    const kind = requiredOption(invocation, "kind");
    if (kind !== "stop" && kind !== "erasure" && kind !== "export")
      throw new UsageError(`--kind expects stop, erasure or export, got ${kind}`);
    const how = requiredOption(invocation, "how");
    const received = dayOption(invocation, "received")?.toString();
    const words = invocation.options["words"] as string | undefined;
    const input = { kind, how, receivedOn: received, words, staffMember: staffOf(invocation) } as const;
    await withDatabase(context, invocation, async (database) => {
      const desk = deskOf(context, database);
      const client = await clientOf(database, invocation);
      const id = await recordDemand(desk, { client, key: newId(), input: withoutAbsent(input) });
      const { demands } = await readDemandsOf(desk, client);
      await tell(
        context,
        invocation,
        demands.filter((demand) => demand.id === id),
      );
    });
  },
};

export const demandsCloseCommand = moving("close", closeDemand);
export const demandsTakeBackCommand = moving("take-back", takeDemandBack);

function moving(name: string, act: typeof closeDemand): Command {
  return {
    name: `demands ${name}`,
    usage: "CLIENT DEMAND [--staff ID] [--json] [--data DIR]",
    options,
    positionals: [2, 2],
    run: (context, invocation) =>
      withDatabase(context, invocation, async (database) => {
        const desk = deskOf(context, database);
        const client = await clientOf(database, invocation);
        const [, demand = ""] = invocation.positionals;
        await act(desk, { client, input: withoutAbsent({ demand, staffMember: staffOf(invocation) }) });
        const { demands } = await readDemandsOf(desk, client);
        await tell(
          context,
          invocation,
          demands.filter(({ id }) => id === demand.toLowerCase()),
        );
      }),
  };
}

export const demandsEraseCommand: Command = {
  name: "demands erase",
  usage: "CLIENT DEMAND [--act FILE.html] [--staff ID] [--json] [--data DIR]",
  options: { ...options, act: { type: "string" } },
  positionals: [2, 2],
  run: (context, invocation) =>
    withDatabase(context, invocation, async (database) => {
      const { db } = database;
      const { language } = context;
      const client = await clientOf(database, invocation);
      const [, demand = ""] = invocation.positionals;
      const erasure = { client, demand, staffMember: staffOf(invocation) };
      const act = await eraseClient({ db, clock: context.clock }, erasure, language);
      const { name, zone } = await loadSettings(db);
      const file = invocation.options["act"];
      if (typeof file === "string") writeFileSync(file, actPage(act, { language, business: name, zone }));
      const rows = act.destroyed.map(
        ({ name: kind, rows: count }) => `  ${String(count).padStart(6)}  ${kind}`,
      );
      const head = { ru: `Акт № ${act.number}. Уничтожено:`, en: `Act no. ${act.number}. Destroyed:` }[
        language
      ];
      rows.push(...othersInWords(act.sharing, language));
      await context.out(
        invocation.options["json"] === true ? `${JSON.stringify(act)}\n` : `${[head, ...rows].join("\n")}\n`,
      );
    }),
};

const clientOf = async ({ db }: Database, { positionals }: Invocation): Promise<string> =>
  (await findClient(db, positionals[0] ?? "")).id;

/** What was not given is left out: an absent answer is not an empty one. */
const withoutAbsent = <Input extends object>(input: Input) =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as {
    [Part in keyof Input]: Exclude<Input[Part], undefined>;
  };

function tell(context: CommandContext, invocation: Invocation, demands: readonly Demand[]): Promise<void> {
  if (invocation.options["json"] === true) return context.out(`${JSON.stringify(demands)}\n`);
  const none = { ru: "Требований нет.\n", en: "There are none.\n" }[context.language];
  return context.out(demands.map((demand) => inWords(demand, context.language)).join("") || none);
}

const kinds = {
  stop: { ru: "прекратить обработку", en: "stop processing" },
  erasure: { ru: "уничтожить данные", en: "erase" },
  export: { ru: "выдать данные", en: "hand the data out" },
} as const;

function inWords(
  { id, client, name, kind, state, dueOn, daysLeft, sharing }: Demand,
  language: Language,
): string {
  const day = sayDay(language, Temporal.PlainDate.from(dueOn));
  const ru = language === "ru";
  const days = `${Math.abs(daysLeft)} ${plural(language, Math.abs(daysLeft), ru ? ["день", "дня", "дней"] : ["day", "", "days"])}`;
  const left =
    daysLeft < 0
      ? ru
        ? `срок прошёл ${days} назад`
        : `overdue by ${days}`
      : ru
        ? `осталось ${days}`
        : `${days} left`;
  const ended = {
    closed: { ru: "исполнено", en: "carried out" },
    taken_back: { ru: "взято назад", en: "taken back" },
  };
  const until = state === "open" ? `${ru ? "до" : "by"} ${day}, ${left}` : ended[state][language];
  const others = othersInWords(sharing, language).map((line) => `${line}\n`);
  return `${name || client}: ${kinds[kind][language]}, ${until}\n  ${client} ${id}\n${others.join("")}`;
}

/** Perhaps the same person once more. */
const othersInWords = (others: Demand["sharing"], language: Language): string[] =>
  others.map(
    ({ client, name }) =>
      `  ${{ ru: "тот же телефон или почта", en: "the same phone or e-mail" }[language]}: ${name || client} ${client}`,
  );

/** `povod settings` shows what the business has set, `povod settings set NAME VALUE` changes one of it. */
import { changeSetting } from "../../business/actions/change-setting.ts";
import { settingNames, type Settings } from "../../business/settings.ts";
import { loadSettings } from "../../business/store.ts";
import type { Connection } from "../../database/sql.ts";
import { DomainError } from "../../kernel/errors.ts";
import { changeEtiquette, readEtiquette } from "../../planning/actions/change-etiquette.ts";
import { etiquetteNames } from "../../planning/changed-etiquette.ts";
import type { EtiquetteSettings } from "../../planning/settings.ts";
import {
  databaseOptions,
  jsonOption,
  type Command,
  type CommandContext,
  type Invocation,
} from "../command.ts";
import { withDatabase } from "../open.ts";

export const settingsCommand: Command = {
  name: "settings",
  usage: "[--json] [--data DIR]",
  options: { ...databaseOptions, ...jsonOption },
  positionals: [0, 0],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) => show(context, invocation, db)),
};

const names = [...settingNames, ...etiquetteNames];

export const settingsSetCommand: Command = {
  name: "settings set",
  usage: `${names.join("|")} VALUE [--json] [--data DIR]`,
  options: { ...databaseOptions, ...jsonOption },
  positionals: [2, 2],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) => {
      const [name = "", value = ""] = invocation.positionals;
      if (!names.includes(name))
        throw new DomainError("bad_input", `No such setting: ${name}. Expected ${names.join(", ")}.`, {
          place: { field: "setting" },
        });
      if (etiquetteNames.includes(name)) await changeEtiquette(db, new Map([[name, value]]));
      else await changeSetting(db, name, value);
      await show(context, invocation, db);
    }),
};

async function show(context: CommandContext, invocation: Invocation, db: Connection): Promise<void> {
  const settings: Settings = await loadSettings(db);
  const etiquette = await readEtiquette(db);
  if (invocation.options["json"]) return context.out(`${JSON.stringify({ ...settings, etiquette })}\n`);
  const row = (name: string, value: string) => `${name.padEnd(20)}${value}\n`;
  return context.out(
    [
      ...settingNames.map((name) => row(name, settings[name])),
      ...etiquetteNames.map((name) => row(name, shown(etiquette[name as keyof EtiquetteSettings]))),
    ].join(""),
  );
}

const shown = (value: EtiquetteSettings[keyof EtiquetteSettings]): string =>
  typeof value === "object" ? `${value.opens}-${value.closes}` : String(value);

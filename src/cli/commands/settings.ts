/** `povod settings` shows what the business has in common, `povod settings set NAME VALUE` changes one of it. */
import { changeSetting } from "../../business/actions/change-setting.ts";
import { settingNames, type Settings } from "../../business/settings.ts";
import { loadSettings } from "../../business/store.ts";
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
  summary: {
    ru: "показать название, валюту, часовой пояс и язык",
    en: "show the name, currency, zone and language",
  },
  options: { ...databaseOptions, ...jsonOption },
  positionals: [0, 0],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) => show(context, invocation, await loadSettings(db))),
};

export const settingsSetCommand: Command = {
  name: "settings set",
  usage: `${settingNames.join("|")} VALUE [--json] [--data DIR]`,
  summary: { ru: "изменить одну из настроек", en: "change one of the settings" },
  options: { ...databaseOptions, ...jsonOption },
  positionals: [2, 2],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) => {
      const [name = "", value = ""] = invocation.positionals;
      await show(context, invocation, await changeSetting(db, name, value));
    }),
};

function show(context: CommandContext, invocation: Invocation, shown: Settings): Promise<void> {
  if (invocation.options["json"]) return context.out(`${JSON.stringify(shown)}\n`);
  const lines = settingNames.map((name) => `${name.padEnd(10)}${shown[name]}\n`);
  return context.out(lines.join(""));
}

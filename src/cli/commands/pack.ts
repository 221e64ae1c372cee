/** `povod pack …`: the chains that come with the product, all of a trade at once. */
import { findPack, installPack, packWarnings, removePack } from "../../chains/actions/install-pack.ts";
import { listPacks } from "../../chains/actions/list-packs.ts";
import { say } from "../answer.ts";
import { databaseOptions, jsonOption, type Command } from "../command.ts";
import { withDatabase } from "../open.ts";
import { chainLine } from "./chain.ts";

const options = { ...jsonOption, ...databaseOptions };

export const packListCommand: Command = {
  name: "pack list",
  usage: "[--json] [--data DIR]",
  options,
  positionals: [0, 0],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) => {
      const { language } = context;
      const { packs } = await listPacks(db, language);
      const text = packs
        .map(
          ({ pack, name, chains }) =>
            `${name} (${pack})\n${chains.map((each) => `  ${chainLine(each, language)}`).join("")}`,
        )
        .join("\n");
      await say(context, invocation, { packs }, text);
    }),
};

export const packSwitchOnCommand: Command = {
  name: "pack switch-on",
  usage: "travel|clinic|filling-station [CHAIN…] [--json] [--data DIR]",
  options,
  positionals: [1, 50],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) => {
      const { language } = context;
      const [asked = "", ...only] = invocation.positionals;
      const pack = findPack(asked);
      const changed = await installPack(db, pack, context.clock.now(), only.length > 0 ? only : undefined);
      const warnings = packWarnings(pack, changed, language);
      const said =
        changed.length > 0 ? changed : [{ ru: "Всё уже включено.", en: "All of it is live." }[language]];
      await say(context, invocation, { changed, warnings }, `${[...said, ...warnings].join("\n")}\n`);
    }),
};

export const packRetireCommand: Command = {
  name: "pack retire",
  usage: "travel|clinic|filling-station [--json] [--data DIR]",
  options,
  positionals: [1, 1],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) => {
      const pack = findPack(invocation.positionals[0] ?? "");
      const changed = await removePack(db, pack, context.clock.now());
      await say(context, invocation, { changed }, changed.map((code) => `${code}\n`).join(""));
    }),
};

/** `povod import undo ID` takes an import of clients back; `povod import list` shows what there is. */
import { undoImport } from "../../clients/actions/undo-import.ts";
import { loadImports } from "../../clients/store/imports.ts";
import { replanClients } from "../../planning/actions/replan-clients.ts";
import { databaseOptions, jsonOption, type Command } from "../command.ts";
import { withDatabase } from "../open.ts";
import { startProgress } from "../progress.ts";
import { importAsJson, sayDone, sayUndone } from "./import-words.ts";

export const importUndoCommand: Command = {
  name: "import undo",
  usage: "ID [--json] [--data DIR]",
  options: { ...databaseOptions, ...jsonOption },
  positionals: [1, 1],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) => {
      const { clock, signal, language } = context;
      const progress = startProgress(context);
      const words = language === "ru" ? "отменяю" : "taking back";
      const onProgress = (done: number) => progress.show(words, done, undefined);
      const undone = await undoImport(
        { db, clock, replan: replanClients, signal, onProgress },
        invocation.positionals[0] ?? "",
      ).finally(progress.clear);
      await context.out(
        invocation.options["json"] === true
          ? `${JSON.stringify(importAsJson(undone))}\n`
          : sayUndone(language, undone),
      );
    }),
};

const mostListed = 50;

export const importListCommand: Command = {
  name: "import list",
  usage: "[--json] [--data DIR]",
  options: { ...databaseOptions, ...jsonOption },
  positionals: [0, 0],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) => {
      const found = await loadImports(db, mostListed);
      if (invocation.options["json"] === true)
        return context.out(`${JSON.stringify({ imports: found.map((row) => importAsJson(row)) })}\n`);
      const lines = found.map((row) => {
        const at = row.startedAt.toString({ smallestUnit: "second" });
        return `${at}  ${row.fileName}\n  ${sayDone(context.language, row, false)}`;
      });
      return context.out(lines.join(""));
    }),
};

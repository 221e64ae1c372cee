/** `povod ledger seal`: seals whatever is booked and not sealed yet; the worker does the same all day long. */
import { sealLedger } from "../../loyalty/actions/seal-ledger.ts";
import { showHead } from "../../loyalty/head.ts";
import { countPostings } from "../../loyalty/store/sealing.ts";
import { databaseOptions, jsonOption, type Command } from "../command.ts";
import { withDatabase } from "../open.ts";
import { startProgress } from "../progress.ts";
import { sayPostings } from "./ledger-verify.ts";

export const ledgerSealCommand: Command = {
  name: "ledger seal",
  usage: "[--json] [--data DIR]",
  options: { ...databaseOptions, ...jsonOption },
  positionals: [0, 0],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) => {
      const { language, clock, signal } = context;
      const progress = startProgress(context);
      const all = context.interactive ? await countPostings(db) : undefined;
      const { sealed, head: last } = await sealLedger(db, {
        clock,
        signal,
        onProgress: ({ postings }) => progress.show(sayPostings(language, postings), postings, all),
      }).finally(progress.clear);
      const head = last ? showHead(last) : null;
      if (invocation.options["json"] === true) return context.out(`${JSON.stringify({ sealed, head })}\n`);
      const count = sayPostings(language, sealed);
      return context.out(
        language === "ru"
          ? `Опечатано: ${count}. Отметка: ${head ?? "нет"}\n`
          : `Sealed: ${count}. Head: ${head ?? "none"}\n`,
      );
    }),
};

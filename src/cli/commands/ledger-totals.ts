/** `povod ledger totals`: what was issued, and where it went. */
import { loadSettings } from "../../business/store.ts";
import { sayMoney, type Words } from "../../kernel/language.ts";
import { toDecimal } from "../../kernel/money.ts";
import { ledgerTotals, type LedgerTotals } from "../../loyalty/store/ledger.ts";
import { databaseOptions, jsonOption, type Command } from "../command.ts";
import { withDatabase } from "../open.ts";

const rows: [keyof LedgerTotals, Words][] = [
  ["issued", { ru: "Начислено", en: "Issued" }],
  ["adjusted", { ru: "Изменено вручную", en: "Adjusted" }],
  ["redeemed", { ru: "Списано в оплату", en: "Redeemed" }],
  ["burned", { ru: "Сгорело", en: "Burned" }],
  ["outstanding", { ru: "На картах", en: "Outstanding" }],
];

export const ledgerTotalsCommand: Command = {
  name: "ledger totals",
  usage: "[--json] [--data DIR]",
  options: { ...databaseOptions, ...jsonOption },
  positionals: [0, 0],
  run: (context, invocation) =>
    withDatabase(context, invocation, async ({ db }) => {
      const totals = await ledgerTotals(db);
      // Where nobody changed a balance by hand, issued = redeemed + burned + outstanding and there is no more to tell.
      const told = rows.filter(([name]) => name !== "adjusted" || totals.adjusted !== 0n);
      if (invocation.options["json"] === true) {
        const decimals = Object.fromEntries(told.map(([name]) => [name, toDecimal(totals[name])]));
        return context.out(`${JSON.stringify(decimals)}\n`);
      }
      const { currency } = await loadSettings(db);
      const words = told.map(([name, label]) => [
        label[context.language],
        sayMoney(context.language, totals[name], currency),
      ]);
      const widest = Math.max(...words.map(([, sum]) => sum?.length ?? 0));
      return context.out(
        words.map(([label, sum]) => `${label?.padEnd(18)}${sum?.padStart(widest)}\n`).join(""),
      );
    }),
};

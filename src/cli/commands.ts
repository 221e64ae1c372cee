/** Every command of the program, in the order `povod --help` lists them. */
import type { Command } from "./command.ts";
import { burnCommand } from "./commands/burn.ts";
import { demoCommand } from "./commands/demo.ts";
import { explainCommand } from "./commands/explain.ts";
import { importPurchasesCommand } from "./commands/import-purchases.ts";
import { ledgerTotalsCommand } from "./commands/ledger-totals.ts";
import { ledgerVerifyCommand } from "./commands/ledger-verify.ts";
import { planCommand } from "./commands/plan.ts";
import { replayCommand } from "./commands/replay.ts";
import { serveCommand } from "./commands/serve.ts";
import { settingsCommand, settingsSetCommand } from "./commands/settings.ts";

export const commands: readonly Command[] = [
  serveCommand,
  demoCommand,
  replayCommand,
  planCommand,
  explainCommand,
  importPurchasesCommand,
  burnCommand,
  ledgerTotalsCommand,
  ledgerVerifyCommand,
  settingsCommand,
  settingsSetCommand,
];

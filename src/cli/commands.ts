/** Every command of the program, in the order `povod --help` lists them. */
import type { Command } from "./command.ts";
import { explainCommand } from "./commands/explain.ts";
import { planCommand } from "./commands/plan.ts";
import { replayCommand } from "./commands/replay.ts";
import { settings, settingsSet } from "./commands/settings.ts";

export const commands: readonly Command[] = [
  replayCommand,
  planCommand,
  explainCommand,
  settings,
  settingsSet,
];

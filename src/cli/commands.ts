/** Every command of the program, in the order `povod --help` lists them. */
import type { Command } from "./command.ts";
import { demoCommand } from "./commands/demo.ts";
import { explainCommand } from "./commands/explain.ts";
import { planCommand } from "./commands/plan.ts";
import { replayCommand } from "./commands/replay.ts";
import { serveCommand } from "./commands/serve.ts";
import { settings, settingsSet } from "./commands/settings.ts";

export const commands: readonly Command[] = [
  serveCommand,
  demoCommand,
  replayCommand,
  planCommand,
  explainCommand,
  settings,
  settingsSet,
];

/** Every command of the program, in the order `povod --help` lists them. */
import type { Command } from "./command.ts";

export const commands: readonly Command[] = [];

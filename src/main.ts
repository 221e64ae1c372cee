/** Wires everything; nothing else does. */
import { commands } from "./cli/commands.ts";
import { run } from "./cli/run.ts";

process.exitCode = await run(commands, process.argv.slice(2), process.env);

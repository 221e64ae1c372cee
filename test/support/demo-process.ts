/** `povod demo` as a process of its own, on a clock that starts at the moment named by the first argument and goes on. */
import { parseInvocation } from "../../src/cli/command.ts";
import { demoCommand } from "../../src/cli/commands/demo.ts";
import { elapsedMs } from "../../src/kernel/clock.ts";
import { readConfiguration } from "../../src/kernel/configuration.ts";

const [startsAt = "", ...args] = process.argv.slice(2);
const start = Temporal.Instant.from(startsAt);
const startedMs = elapsedMs();
const abort = new AbortController();
process.once("SIGTERM", () => abort.abort());
await demoCommand.run(
  {
    configuration: readConfiguration(process.env),
    language: "ru",
    clock: { now: () => start.add({ milliseconds: Math.floor(elapsedMs() - startedMs) }) },
    out: (text) => Promise.resolve(void process.stdout.write(text)),
    note: (text) => void process.stderr.write(text),
    interactive: false,
    columns: 80,
    signal: abort.signal,
  },
  parseInvocation(demoCommand, args),
);

/**
 * `povod demo` as a process of its own: one demo after another, each on a clock that starts at the moment it is given and goes
 * on. Ends with whoever started it.
 */
import { parseInvocation } from "../../src/cli/command.ts";
import { demoCommand } from "../../src/cli/commands/demo.ts";
import { elapsedMs } from "../../src/kernel/clock.ts";
import { readConfiguration } from "../../src/kernel/configuration.ts";

export interface DemoAsked {
  folder: string;
  startsAt: string;
}

/** What it says of the demo that is running. */
export type DemoSaid = { out: string } | { ended: string };

const say = (said: DemoSaid): void => void process.send?.(said);
let abort = new AbortController();

async function run({ folder, startsAt }: DemoAsked): Promise<void> {
  abort = new AbortController();
  const start = Temporal.Instant.from(startsAt);
  const startedMs = elapsedMs();
  await demoCommand.run(
    {
      configuration: readConfiguration(process.env),
      language: "ru",
      clock: { now: () => start.add({ milliseconds: Math.floor(elapsedMs() - startedMs) }) },
      out: (out) => Promise.resolve(say({ out })),
      note: (text) => void process.stderr.write(text),
      interactive: false,
      columns: 80,
      signal: abort.signal,
    },
    parseInvocation(demoCommand, ["--port", "0", "--data", folder]),
  );
}

process.on("disconnect", () => process.exit());
process.on("message", (asked: DemoAsked | "stop") => {
  if (asked === "stop") abort.abort();
  else
    run(asked).then(
      () => say({ ended: "" }),
      (error: unknown) => say({ ended: error instanceof Error ? `${error.stack}` : String(error) }),
    );
});

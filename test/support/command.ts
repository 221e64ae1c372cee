/** Runs a command inside the test's process, for tests that run one hundreds of times. */
import { parseInvocation, type Command } from "../../src/cli/command.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { readConfiguration } from "../../src/kernel/configuration.ts";
import type { Language } from "../../src/kernel/language.ts";

export interface CommandOutput {
  out: string;
  notes: string;
}

export async function runCommand(
  command: Command,
  args: string[],
  terminal: { language?: Language; columns?: number; interactive?: boolean } = {},
): Promise<CommandOutput> {
  const said = { out: "", notes: "" };
  await command.run(
    {
      configuration: readConfiguration({}),
      language: terminal.language ?? "en",
      clock: systemClock,
      out: (text) => {
        said.out += text;
        return Promise.resolve();
      },
      note: (text) => void (said.notes += text),
      interactive: terminal.interactive ?? false,
      columns: terminal.columns ?? 80,
      signal: new AbortController().signal,
    },
    parseInvocation(command, args),
  );
  return said;
}

/** One line on a terminal that is redrawn while work goes on and is gone when it ends. Silent elsewhere. */
import { elapsedMs } from "../kernel/clock.ts";
import type { CommandContext } from "./command.ts";
import { bar } from "./figures.ts";

export interface Progress {
  /** `total` is undefined where nobody knows it: then only the words are shown. */
  show(words: string, done: number, total: number | undefined): void;
  clear(): void;
}

const redrawMs = 100;
const barWidth = 28;

export function startProgress({ interactive, note }: Pick<CommandContext, "interactive" | "note">): Progress {
  let drawnAtMs = elapsedMs();
  let drawn = false;
  return {
    show(words, done, total) {
      if (!interactive || elapsedMs() - drawnAtMs < redrawMs) return;
      drawnAtMs = elapsedMs();
      drawn = true;
      const part = total ? Math.min(done / total, 1) : undefined;
      const line =
        part === undefined
          ? words
          : `${bar(part, barWidth).padEnd(barWidth, "░")} ${String(Math.floor(part * 100)).padStart(3)} %  ${words}`;
      note(`\r${line}\u001b[K`);
    },
    clear() {
      if (drawn) note("\r\u001b[K");
      drawn = false;
    },
  };
}

/** A day's touches in numbers: what happens, over which channel, and why the rest does not. */
import {
  touchStates,
  type ChannelCount,
  type Reason,
  type Today,
  type TodayChain,
  type TouchState,
} from "./contract.ts";
import type { PlanWords } from "./words.ts";

/** Touches alike in everything the numbers tell apart. */
export interface TouchCount {
  chain: string;
  channel: string;
  state: TouchState;
  decidedBy: string | null;
  count: number;
}

export const madeStates: readonly TouchState[] = ["sent", "delivered", "done"];
export const leftOutStates: readonly TouchState[] = ["refused", "held", "lapsed", "withdrawn", "control"];
/** Contact was or will be tried on the day. */
export const happeningStates: readonly TouchState[] = touchStates.filter(
  (state) => !leftOutStates.includes(state),
);
/** A call that an operator can still make. */
export const openCallStates: readonly TouchState[] = ["planned", "due", "queued", "claimed"];

export function countDay(
  on: string,
  counts: readonly TouchCount[],
  words: PlanWords,
): Omit<Today, "burningIn30Days"> {
  const calls = counts.filter((row) => row.channel === "call");
  return {
    on,
    occasions: sum(counts),
    ...happening(counts),
    byChannel: byChannel(counts),
    chains: byChain(counts, words),
    calls: { ...happening(calls), held: reasons(calls, words) },
  };
}

function byChain(counts: readonly TouchCount[], words: PlanWords): TodayChain[] {
  const chains = [...Map.groupBy(counts, (row) => row.chain)].map(([chain, rows]) => ({
    chain,
    name: words.chainName(chain),
    about: words.chainAbout(chain),
    occasions: sum(rows),
    ...happening(rows),
    byChannel: byChannel(rows),
    reasons: reasons(rows, words),
  }));
  return chains.sort((a, b) => b.planned - a.planned || a.chain.localeCompare(b.chain));
}

function byChannel(counts: readonly TouchCount[]): ChannelCount[] {
  return [...Map.groupBy(counts, (row) => row.channel)]
    .map(([channel, rows]) => ({ channel, ...happening(rows) }))
    .filter((row) => row.planned > 0)
    .sort((a, b) => a.channel.localeCompare(b.channel));
}

function reasons(counts: readonly TouchCount[], words: PlanWords): Reason[] {
  const left = counts.filter((row) => leftOutStates.includes(row.state));
  const alike = Map.groupBy(left, (row) => `${row.state}/${row.decidedBy ?? ""}`);
  return [...alike.values()]
    .flatMap((rows) => {
      const [first] = rows;
      if (!first) return [];
      const { state, decidedBy } = first;
      const text = words.reason(decidedBy, state);
      return [{ state, rule: decidedBy, text, count: sum(rows) }];
    })
    .sort((a, b) => b.count - a.count || a.text.localeCompare(b.text));
}

function happening(counts: readonly TouchCount[]): { planned: number; done: number } {
  return {
    planned: sum(counts.filter((row) => happeningStates.includes(row.state))),
    done: sum(counts.filter((row) => madeStates.includes(row.state))),
  };
}

const sum = (counts: readonly TouchCount[]): number => counts.reduce((total, row) => total + row.count, 0);

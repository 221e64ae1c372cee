/** A forecast in numbers: by day, chain and channel, what it takes, and what stays undone by which rule. */
import type { Reader } from "../../business/reader.ts";
import type { Chain } from "../../chains/chain.ts";
import { liveChains } from "../../chains/store.ts";
import type { Connection } from "../../database/sql.ts";
import { toDecimal } from "../../kernel/money.ts";
import { forecastDays, type ForecastDay } from "../../planning/actions/forecast-days.ts";
import { notKnownThen } from "../../planning/not-known.ts";
import { effortOf } from "../../planning/forecast.ts";
import type { ForeseenCount } from "../../planning/store/foresee.ts";
import { averageCallSeconds } from "../../planning/store/operators.ts";
import { readEtiquette } from "../../planning/actions/change-etiquette.ts";
import type { Forecast, ForecastEffort } from "../forecast-contract.ts";
import { planWords, type PlanWords } from "../words.ts";

export async function readForecast(
  db: Connection,
  reader: Reader,
  asked: {
    from: Temporal.PlainDate;
    to: Temporal.PlainDate;
    drafts?: readonly Chain[];
    signal?: AbortSignal;
    /** Where it is made already. */
    days?: Promise<readonly ForecastDay[]>;
  },
): Promise<Forecast> {
  const days = await (asked.days ?? forecastDays(db, { ...asked, at: reader.now }));
  const settings = await readEtiquette(db);
  const takes = { ...settings, callSeconds: await averageCallSeconds(db, reader.now, settings) };
  const drafts = (asked.drafts ?? []).map((definition) => ({
    chain: definition.code,
    version: 0,
    definition,
    ends: [],
  }));
  const words = planWords(reader, [...(await liveChains(db)), ...drafts]);
  const told = (counts: readonly ForeseenCount[]) => ({
    ...effort(counts, takes, words),
    chains: [...Map.groupBy(counts, ({ chain }) => chain)].map(([chain, ofChain]) => ({
      chain,
      name: words.chainName(chain),
      ...effort(ofChain, takes, words),
    })),
  });
  const hoursOf = (calls: number | null) =>
    calls === null ? null : Math.round((calls * takes.callSeconds) / 360) / 10;
  const possible = days.flatMap(({ callsPossible }) => callsPossible ?? []);
  return {
    hoursPossible: hoursOf(possible.length === 0 ? null : possible.reduce((sum, calls) => sum + calls, 0)),
    from: asked.from.toString(),
    to: asked.to.toString(),
    notKnown: await notKnownOf(db, reader, asked),
    ...told(days.flatMap(({ counts }) => counts)),
    days: days.map(({ on, counts, callsPossible }) => ({
      on: on.toString(),
      ...told(counts),
      callsPossible,
      hoursPossible: hoursOf(callsPossible),
    })),
  };
}

async function notKnownOf(
  db: Connection,
  { language, today }: Reader,
  { to, drafts = [] }: { to: Temporal.PlainDate; drafts?: readonly Chain[] },
): Promise<string[]> {
  if (Temporal.PlainDate.compare(to, today) >= 0) return [];
  const chains = drafts.length > 0 ? drafts : (await liveChains(db)).map(({ definition }) => definition);
  return notKnownThen(
    chains.map(({ occasion }) => occasion),
    language,
  );
}

type Takes = Parameters<typeof effortOf>[2];

function effort(counts: readonly ForeseenCount[], takes: Takes, words: PlanWords): ForecastEffort {
  const planned = counts.filter(({ state }) => state === "planned");
  const byChannel = summed(planned, ({ channel }) => channel);
  const efforts = [...byChannel].map(([channel, touches]) => effortOf(channel, touches, takes));
  const left = counts.filter(({ state }) => state !== "planned");
  return {
    planned: total(planned),
    byChannel: Object.fromEntries(byChannel),
    operatorHours: Math.round(efforts.reduce((sum, { minutes }) => sum + minutes, 0) / 6) / 10,
    cost: toDecimal(efforts.reduce((sum, { kopecks }) => sum + kopecks, 0n)),
    left: [...Map.groupBy(left, ({ state, decidedBy }) => `${state} ${decidedBy ?? ""}`).values()]
      .flatMap((same) => {
        const [first] = same;
        if (!first) return [];
        const { state, decidedBy } = first;
        return [
          { rule: decidedBy ?? state, name: words.reason(decidedBy, state), state, count: total(same) },
        ];
      })
      .sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1)),
  };
}

const total = (counts: readonly ForeseenCount[]): number => counts.reduce((sum, { count }) => sum + count, 0);

function summed(counts: readonly ForeseenCount[], by: (count: ForeseenCount) => string): Map<string, number> {
  return new Map([...Map.groupBy(counts, by)].map(([key, same]) => [key, total(same)]));
}

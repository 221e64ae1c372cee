/** What will burn, by office and week, from what is on the cards and how cards came back so far. */
import type { EpochDay } from "../kernel/calendar.ts";
import { zero, type Kopecks } from "../kernel/money.ts";
import { forecastBurn, type BurnForecast, type DueCards } from "./burn-forecast.ts";
import { sum } from "./replay-totals.ts";
import type { ReturnRates } from "./return-history.ts";

export interface DueAtOffice extends DueCards {
  /** Null: not known. */
  officeId: string | null;
  cards: number;
}

export interface ForecastOfCards {
  cards: number;
  /** What burns if nobody comes. */
  due: Kopecks;
  /** Undefined: too little is known about how cards come back. */
  forecast: BurnForecast | undefined;
}

export interface ForecastWeek extends ForecastOfCards {
  from: EpochDay;
  through: EpochDay;
}

export interface WeeksAhead {
  whole: ForecastOfCards;
  weeks: ForecastWeek[];
}

export interface BurnOutlook extends WeeksAhead {
  /** By office id, null for an office that is not known; an office with nothing due is not there. */
  offices: Map<string | null, WeeksAhead>;
}

export interface OutlookRequest {
  /** The first day of the first week: facts are known through the day before it. */
  on: EpochDay;
  weeks: number;
  /** Undefined: not enough history. */
  rates: ReturnRates | undefined;
}

/** A whole has an interval of its own: its weeks' and offices' do not add up to it. */
export function outlook(dues: readonly DueAtOffice[], request: OutlookRequest): BurnOutlook {
  const offices = Map.groupBy(dues, ({ officeId }) => officeId);
  return {
    ...weeksAhead(dues, request),
    offices: new Map([...offices].map(([office, cards]) => [office, weeksAhead(cards, request)])),
  };
}

function weeksAhead(dues: readonly DueAtOffice[], request: OutlookRequest): WeeksAhead {
  const { on, weeks } = request;
  // Where the day began earlier, tomorrow is over sooner than here: its burns are of our first week.
  const byWeek = Map.groupBy(dues, ({ burnsOn }) => Math.max(Math.floor((burnsOn - on) / 7), 0));
  return {
    whole: forecastOf(dues, request),
    weeks: Array.from({ length: weeks }, (_, week) => ({
      from: (on + week * 7) as EpochDay,
      through: (on + week * 7 + 6) as EpochDay,
      ...forecastOf(byWeek.get(week) ?? [], request),
    })),
  };
}

const forecastOf = (dues: readonly DueAtOffice[], { on, rates }: OutlookRequest): ForecastOfCards => ({
  cards: dues.reduce((all, { cards }) => all + cards, 0),
  due: dues.reduce((all, due) => sum(all, due.sum), zero),
  forecast: rates && forecastBurn(on, dues, rates),
});

/** The owner's numbers about bonuses and cards. */
import { Type, type Static } from "typebox";
import { Day, Id, lang, Money, Month, nullable, oneOf } from "../kernel/wire.ts";
import { PlannedCards, PlannedIncome } from "../loyalty/card-plan-contract.ts";

const office = {
  id: nullable(Id),
  name: nullable(Type.String({ description: "Null, as the id: the office is not known." })),
};

// Bonuses ------------------------------------------------------------------------------------------------------

export const ReportQuery = Type.Object({ lang });

const CardsAndSum = Type.Object({ cards: Type.Integer(), sum: Money });

const bonusFigures = {
  spendable: CardsAndSum,
  within30Days: CardsAndSum,
  within60Days: CardsAndSum,
  within90Days: CardsAndSum,
};

/** Each day by the calendar of the office that sold the card; what is past its valid day is gone, booked or not. */
export const Bonuses = Type.Object({
  today: Day,
  ...bonusFigures,
  notBooked: Type.Object(CardsAndSum.properties, {
    description: "Burned, and not in the ledger yet: `povod burn` or the worker books it.",
  }),
  offices: Type.Array(Type.Object({ ...office, ...bonusFigures }), {
    description:
      "By the office where the card was presented last, else the one that sold it. The largest sum first.",
  }),
});
export type Bonuses = Static<typeof Bonuses>;

// The forecast of burning ----------------------------------------------------------------------------------------

export const BurnForecastQuery = Type.Object({
  weeks: Type.Optional(Type.Integer({ minimum: 1, maximum: 26 })),
  lang,
});

const forecast = {
  cards: Type.Integer({ description: "Cards that are due." }),
  due: Type.String({ pattern: "^-?\\d+\\.\\d{2}$", description: "What burns if nobody comes." }),
  forecast: nullable(
    Type.Object(
      { expected: Money, low: Money, high: Money },
      { description: "In 80 cases of 100 between low and high. Null: not enough history yet." },
    ),
  ),
};
const ForecastWeek = Type.Object({ from: Day, through: Day, ...forecast });
export type ForecastWeek = Static<typeof ForecastWeek>;

const OfficeForecast = Type.Object({ ...office, ...forecast, weeks: Type.Array(ForecastWeek) });
export type OfficeForecast = Static<typeof OfficeForecast>;

export const BurnForecast = Type.Object({
  history: Type.Object({
    enough: Type.Boolean({ description: "A lifetime of the bonus, and a hundred returns." }),
    since: nullable(Day),
    returns: Type.Integer({
      description: "How often a card was presented again; the forecast rests on these.",
    }),
  }),
  ...forecast,
  weeks: Type.Array(ForecastWeek),
  offices: Type.Array(OfficeForecast, { description: "The largest sum first." }),
});
export type BurnForecast = Static<typeof BurnForecast>;

const Accuracy = Type.Object({
  forecasts: Type.Integer(),
  inside: Type.Integer({ description: "How many of them held what burned in their interval." }),
  meanAbsolutePercentageError: nullable(Type.Number()),
});
const tested = {
  due: Money,
  expected: Money,
  low: Money,
  high: Money,
  burned: Money,
  inside: Type.Boolean(),
};

export const BurnBacktest = Type.Object({
  months: Type.Array(Type.Object({ month: Month, ...tested }), {
    description: "What would have been foretold on the first day of the month, by the days before it alone.",
  }),
  ofMonths: Accuracy,
  ofWeeks: Accuracy,
});
export type BurnBacktest = Static<typeof BurnBacktest>;

// Cards ----------------------------------------------------------------------------------------------------------

export const CardsQuery = Type.Object({
  months: Type.Optional(Type.Integer({ minimum: 1, maximum: 36 })),
  lang,
});

const against = ["below", "within", "above"] as const;
const plan = Type.Object({ cards: PlannedCards, income: PlannedIncome });

export const MonthOfCards = Type.Object({
  month: Month,
  over: Type.Boolean({ description: "false: the month goes on." }),
  sold: Type.Integer(),
  given: Type.Integer({ description: "Without a price; not counted as sold." }),
  income: Money,
  plan: nullable(Type.Object({ ...plan.properties, cardsAre: oneOf(against), incomeIs: oneOf(against) })),
});
export type MonthOfCards = Static<typeof MonthOfCards>;

const sales = {
  sold: Type.Integer(),
  given: Type.Integer(),
  income: Money,
  months: Type.Array(MonthOfCards, { description: "The oldest first, the current one last." }),
};
const OfficeSales = Type.Object({ ...office, ...sales });
export type OfficeSales = Static<typeof OfficeSales>;

export const CardSales = Type.Object({
  ...sales,
  offices: Type.Array(OfficeSales, {
    description: "Every office in the order of names; last the cards that no office sold, if there are any.",
  }),
});
export type CardSales = Static<typeof CardSales>;

const Use = Type.Object({
  cards: Type.Integer(),
  ripe: Type.Integer({ description: "Sold so long ago that the first bonus has had its whole time." }),
  told: nullable(
    Type.Object({
      presentationsAYear: Type.Number({ description: "A card, after the day of sale." }),
      turnoverAYear: Type.String({
        pattern: "^-?\\d+\\.\\d{2}$",
        description: "A card: prices of its purchases less refunds.",
      }),
      presentedAgain: Type.Object(
        { percent: Type.Number(), low: Type.Number(), high: Type.Number() },
        { description: "Of the ripe: presented again before the first bonus burned. 80 % interval." },
      ),
    }),
  ),
});
export type Use = Static<typeof Use>;

export const CardUse = Type.Object({
  from: Day,
  through: Day,
  least: Type.Integer({ description: "With fewer ripe cards nothing is told." }),
  paid: Use,
  given: Use,
});
export type CardUse = Static<typeof CardUse>;

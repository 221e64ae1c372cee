/** The rules a replay is asked to go through: several values in an option are several rules side by side. */
import { parsePeriod } from "../../kernel/calendar.ts";
import { basisPoints, fromDecimal, toDecimal } from "../../kernel/money.ts";
import { defaultProgram, type Program } from "../../loyalty/program.ts";
import type { ReplayRule } from "../../loyalty/replay.ts";
import { UsageError, type Invocation } from "../command.ts";
import { readRedeem } from "../redeem.ts";

/** The rule, and its period as it was typed. */
export interface TypedRule extends ReplayRule {
  validity: string;
}

/** What is left out is as in the default program. */
export const ruleOptions = {
  redeem: { type: "string", default: "never" },
  validity: { type: "string", default: "P6M" },
  accrual: { type: "string" },
  discount: { type: "string" },
  "card-price": { type: "string" },
} as const;

const mostRules = 12;

/** Every value with every other, the first of each first. Throws UsageError. */
export function rulesOf(invocation: Invocation): TypedRule[] {
  const validities = valuesOf(invocation, "validity", (text) => ({
    validity: text,
    period: validityOf(text),
  }));
  const accruals = valuesOf(invocation, "accrual", (text) => percentOf("accrual", text));
  const discounts = valuesOf(invocation, "discount", (text) => percentOf("discount", text));
  const prices = valuesOf(invocation, "card-price", cardPriceOf);
  const redeems = valuesOf(invocation, "redeem", readRedeem);
  const count = [validities, accruals, discounts, prices, redeems].reduce(
    (product, values) => product * Math.max(values.length, 1),
    1,
  );
  if (count > mostRules)
    throw new UsageError(
      `the values make ${count} rules, every value with every other; at most ${mostRules} fit side by side`,
    );
  const rules: TypedRule[] = [];
  for (const { validity, period } of validities)
    for (const accrual of orElse(accruals, defaultProgram.accrual))
      for (const discount of orElse(discounts, defaultProgram.discount))
        for (const cardPrice of orElse(prices, defaultProgram.cardPrice))
          for (const redeem of redeems) {
            const program: Program = { ...defaultProgram, validity: period, accrual, discount, cardPrice };
            rules.push({ validity, program, redeem });
          }
  return rules;
}

const orElse = <Value>(values: Value[], standard: Value): Value[] =>
  values.length === 0 ? [standard] : values;

/** Empty if the option was not given. */
function valuesOf<Value>({ options }: Invocation, name: string, read: (text: string) => Value): Value[] {
  const given = options[name];
  if (given === undefined) return [];
  const texts = String(given)
    .split(",")
    .map((text) => text.trim());
  const twice = texts.find((text, at) => texts.indexOf(text) !== at);
  if (twice !== undefined) throw new UsageError(`--${name} names ${twice} twice`);
  return texts.map(read);
}

function validityOf(text: string): Program["validity"] {
  const validity = parsePeriod(text);
  if (validity && validity.months + validity.days > 0) return validity;
  throw new UsageError(`--validity expects a period longer than zero such as P6M, P1Y or P90D, got ${text}`);
}

function percentOf(name: string, text: string): Program["accrual"] {
  const percent = fromDecimal(text);
  if (percent !== undefined && percent <= 100_00n) return basisPoints(percent);
  throw new UsageError(`--${name} expects percent from 0 to 100 such as 5 or 7.5, got ${text}`);
}

function cardPriceOf(text: string): Program["cardPrice"] {
  const price = fromDecimal(text);
  if (price !== undefined) return price;
  throw new UsageError(`--card-price expects a sum from 0 such as 500.00, got ${text}`);
}

/** `7.5`: percent without zeros that say nothing. */
export const sayPercent = (percent: bigint): string => toDecimal(percent).replace(/\.?0+$/, "");

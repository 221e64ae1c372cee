/** Conditions of a segment as the screen edits them: each fact with what it begins with. */
import type { Condition, Conditions, Fact } from "../../../src/segments/contract.ts";

export type FactName = Fact["fact"];

/** In the order in which they are offered. */
const blanks: { [Name in FactName]: Extract<Fact, { fact: Name }> } = {
  last_dealing: { fact: "last_dealing" },
  turnover: { fact: "turnover", atLeast: "10000.00" },
  card: { fact: "card" },
  bonus: { fact: "bonus", atLeast: "100.00" },
  consent: { fact: "consent", purpose: "advertising", channel: "any" },
  contact: { fact: "contact", kind: "email" },
  office: { fact: "office", in: [] },
  birthday: { fact: "birthday", months: [] },
  sex: { fact: "sex", is: "female" },
  language: { fact: "language", is: "ru" },
  known_since: { fact: "known_since" },
  do_not_disturb: { fact: "do_not_disturb" },
  tag: { fact: "tag", is: "" },
  attribute: { fact: "attribute", name: "" },
};
export const factNames = Object.keys(blanks) as FactName[];
export const blankOf = (name: FactName): Fact => blanks[name];

/** A condition as one line of the screen: a fact, or one that does not hold; several of them, of which one is enough. */
export interface Line {
  facts: readonly { fact: Fact; not: boolean }[];
}

export const linesOf = ({ all }: Conditions): Line[] =>
  all.map((condition) => ({
    facts: ("any" in condition ? condition.any : [condition]).map((one) =>
      "not" in one ? { fact: one.not, not: true } : { fact: one, not: false },
    ),
  }));

export function conditionsOf(lines: readonly Line[]): Conditions {
  return {
    all: lines.map(({ facts }): Condition => {
      const each = facts.map(({ fact, not }) => (not ? { not: fact } : fact));
      const [only] = each;
      return each.length === 1 && only ? only : { any: each };
    }),
  };
}

/** Whether the program could count by it: a list that must hold something holds it, sums are sums. */
export const isWhole = (lines: readonly Line[]): boolean =>
  lines.every(({ facts }) => facts.every(({ fact }) => isWholeFact(fact)));

const sum = /^-?\d{1,15}\.\d{2}$/;
const isSum = (text: string | undefined) => text === undefined || sum.test(text);

function isWholeFact(fact: Fact): boolean {
  if (fact.fact === "office") return fact.in.length > 0;
  if (fact.fact === "birthday") return fact.months.length > 0;
  if (fact.fact === "tag") return fact.is.trim() !== "";
  if (fact.fact === "attribute") return fact.name !== "" && fact.is !== "";
  if (fact.fact === "turnover") return isSum(fact.atLeast) && isSum(fact.atMost);
  return fact.fact !== "bonus" || isSum(fact.atLeast);
}

/** `12 000,5` as the wire writes it; undefined for what is no sum. */
export function sumOf(typed: string): string | undefined {
  const found = /^(\d{1,13})(?:[.,](\d{1,2}))?$/.exec(typed.replaceAll(/\s/g, ""));
  return found ? `${found[1]}.${(found[2] ?? "").padEnd(2, "0")}` : undefined;
}

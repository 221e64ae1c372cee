/** What a row changes about a client who was known, as their history tells it. */
import { shownPoint } from "../contact-point.ts";
import type { Change } from "../desk.ts";
import { birthdayOf, timesOf, type SingleFact } from "./facts.ts";
import type { TakenRow } from "./take-row.ts";

const nullWhereUnknown: readonly SingleFact[] = ["sex", "homeOffice", "externalId"];

/** A fact as the profile has it. */
function factValue(fact: SingleFact, text: string): unknown {
  if (fact === "birthday") return birthdayOf(text);
  if (fact === "hours") return timesOf(text);
  return text === "" && nullWhereUnknown.includes(fact) ? null : text;
}

export const factChange = (fact: SingleFact, from: string, to: string): Change => ({
  field: fact,
  before: factValue(fact, from),
  after: factValue(fact, to),
});

export function historyOf({ facts, points, consents, wishes }: TakenRow, wording: string): Change[] {
  const changed = Object.entries(facts) as [SingleFact, [string, string]][];
  return [
    ...changed.map(([fact, [from, to]]) => factChange(fact, from, to)),
    ...points.map(({ id, ...point }) => ({
      field: "contactPoint",
      subject: id,
      before: null,
      after: shownPoint({ ...point, state: "unverified" }),
    })),
    ...consents.map(({ id, purpose, channel, given, at, wording: own }) => ({
      field: "consent",
      subject: id,
      before: null,
      after: { purpose, channel, given, at: at.toString(), how: "import", wordingVersion: own ?? wording },
    })),
    ...wishes.map(({ id, scope, channel, words }) => ({
      field: "wish",
      subject: id,
      before: null,
      after: { scope, channel, until: null, words },
    })),
  ];
}

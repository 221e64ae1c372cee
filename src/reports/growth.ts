/** What was learned about clients month by month, of the facts that the business wants now. */
import type { Learned } from "../clients/store/completeness.ts";
import type { CompletenessReport, MonthOfGrowth } from "./completeness-contract.ts";

const byHistory: Readonly<Record<string, string>> = {
  familyName: "family_name",
  givenName: "given_name",
  patronymic: "patronymic",
  sex: "sex",
  birthday: "birthday",
  hours: "hours",
  homeOffice: "home_office",
  "consent contact": "contact_consent",
  "consent advertising": "advertising_consent",
};

/** The history's name of a fact as the business wants it; undefined for what is no such fact. */
function factOf(field: string): string | undefined {
  if (field.startsWith("contactPoint ")) return field.slice("contactPoint ".length);
  if (field.startsWith("attributes.")) return `attribute.${field.slice("attributes.".length)}`;
  return byHistory[field];
}

export interface Made {
  month: Temporal.PlainDate;
  office: string | null;
  clients: number;
}

export interface GrowthRequest {
  wanted: ReadonlyMap<string, number>;
  /** The first days of the months, the oldest first. */
  months: readonly Temporal.PlainDate[];
  officeNames: ReadonlyMap<string, string>;
}

export function growthOf(
  learned: readonly Learned[],
  made: readonly Made[],
  { wanted, months, officeNames }: GrowthRequest,
): CompletenessReport["growth"] {
  const told = learned.flatMap((row) => {
    const worth = wanted.get(factOf(row.field) ?? "");
    return worth === undefined ? [] : [{ ...row, worth: worth * row.facts }];
  });
  const together = (rows: readonly { facts: number; worth: number }[]) => ({
    facts: rows.reduce((sum, { facts }) => sum + facts, 0),
    worth: rows.reduce((sum, { worth }) => sum + worth, 0),
  });
  const monthly = (rows: typeof told, newcomers: readonly Made[]): MonthOfGrowth[] =>
    months.map((month) => ({
      month: month.toString().slice(0, 7),
      made: newcomers.filter((row) => row.month.equals(month)).reduce((sum, { clients }) => sum + clients, 0),
      ...together(rows.filter((row) => row.month.equals(month))),
    }));
  const offices = new Set([...told, ...made].map(({ office }) => office));
  return {
    months: monthly(told, made),
    offices: [...offices]
      .map((id) => {
        const rows = told.filter(({ office }) => office === id);
        const name = id === null ? null : (officeNames.get(id) ?? null);
        const newcomers = made.filter(({ office }) => office === id);
        return { id, name, ...together(rows), months: monthly(rows, newcomers) };
      })
      .sort((a, b) => b.worth - a.worth || (a.name ?? "").localeCompare(b.name ?? "")),
    staff: [...Map.groupBy(told, ({ staffMember }) => staffMember)]
      .map(([id, rows]) => ({ id, name: rows[0]?.staffName ?? null, ...together(rows) }))
      .sort((a, b) => b.worth - a.worth || (a.name ?? "").localeCompare(b.name ?? "")),
  };
}

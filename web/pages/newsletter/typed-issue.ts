/** An issue as it is typed: both languages of everything, empty where nothing is said. */
import type { Issue, NewIssue } from "../../../src/newsletters/contract.ts";
import type { Language } from "../../../src/kernel/language.ts";
import type { Day } from "../../language/days.ts";

type Both = Record<Language, string>;
export const parts = ["subject", "body", "conditions"] as const;

export interface TypedIssue {
  on: Day;
  /** Empty: everybody. */
  segment: string;
  subject: Both;
  body: Both;
  conditions: Both;
}

const both = (said: Partial<Both> | null | undefined): Both => ({ ru: said?.ru ?? "", en: said?.en ?? "" });

export const typedFrom = (issue: Issue | undefined, on: Day): TypedIssue => ({
  on: issue?.on ?? on,
  segment: issue?.segment ?? "",
  subject: both(issue?.subject),
  body: both(issue?.body),
  conditions: both(issue?.conditions),
});

const said = (words: Both): Partial<Both> =>
  Object.fromEntries(Object.entries(words).filter(([, text]) => text.trim() !== ""));

export function issueFrom({ on, segment, subject, body, conditions }: TypedIssue): NewIssue {
  const depends = said(conditions);
  return {
    on,
    subject: said(subject),
    body: said(body),
    conditions: Object.keys(depends).length > 0 ? depends : null,
    segment: segment === "" ? null : segment,
  };
}

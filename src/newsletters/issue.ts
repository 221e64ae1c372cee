/** What an issue has to say before it can be kept. */
import { offerIn } from "../chains/greeting-only.ts";
import { DomainError } from "../kernel/errors.ts";
import { contentTag } from "../kernel/idempotency.ts";
import type { Language, Words } from "../kernel/language.ts";
import type { NewIssue } from "./contract.ts";

type Said = Partial<Words>;

export interface IssueWords {
  subject: Said;
  body: Said;
  conditions: Said | null;
}

/**
 * Words without what is blank. Throws `bad_input` where the business's language is missing, one language is begun and not
 * finished, or an offer has no conditions.
 */
export function checkedWords(
  { subject, body, conditions }: Pick<NewIssue, "subject" | "body" | "conditions">,
  language: Language,
): IssueWords {
  const words = { subject: filled(subject), body: filled(body), conditions: filled(conditions ?? {}) };
  for (const part of ["subject", "body"] as const)
    if (!words[part][language]) throw wrong(`${part}.${language}`, "the words in the business's language");
  for (const each of ["ru", "en"] as const) {
    if (!words.subject[each] !== !words.body[each])
      throw wrong(
        `${words.subject[each] ? "body" : "subject"}.${each}`,
        "both a subject and a text, or neither",
      );
    const offer = offerIn(`${words.subject[each] ?? ""}\n${words.body[each] ?? ""}`);
    if (offer && !words.conditions[each])
      throw new DomainError(
        "bad_input",
        `conditions.${each}: the issue holds an offer (${offer}); expected what it depends on, in plain words.`,
        { place: { field: `conditions.${each}` } },
      );
  }
  return { ...words, conditions: Object.keys(words.conditions).length > 0 ? words.conditions : null };
}

const filled = (said: Said): Said =>
  Object.fromEntries(
    Object.entries(said).flatMap(([language, text]) => (text.trim() === "" ? [] : [[language, text.trim()]])),
  );

const wrong = (field: string, expected: string): DomainError =>
  new DomainError("bad_input", `${field}: expected ${expected}.`, { place: { field } });

/** Of all that an issue says: whoever read it can tell by it whether it has changed since. */
export const issueTag = (issue: object): string => contentTag("issue", issue);

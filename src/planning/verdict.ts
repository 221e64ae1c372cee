/** What one rule said about one touch, and how it is said to a person. */
import type { Language, Words } from "../kernel/language.ts";
import { rulebook } from "./rulebook.ts";

export interface Verdict {
  rule: string;
  says: "allow" | "hold" | "refuse";
  /** The inputs the rule looked at. */
  because: Record<string, unknown>;
  /** ISO instant: when it could change at the earliest; null where it will not by itself. */
  notBefore: string | null;
}

/** The rule's name as a reason beside a number: «тихие часы». */
export function nameRule(code: string, language: Language): string {
  return rulebook.find((rule) => rule.code === code)?.name[language] ?? code;
}

/** One sentence: what the rule decided and from which facts. */
export function sayVerdict(verdict: Verdict, language: Language): string {
  const rule = rulebook.find((known) => known.code === verdict.rule);
  return rule ? rule.say(verdict, language) : verdict.rule;
}

/** The verdict that decided, where the touch does not happen. */
export function decisive(verdicts: readonly Verdict[]): Verdict | undefined {
  return (
    verdicts.find((verdict) => verdict.says === "refuse") ??
    verdicts.find((verdict) => verdict.says === "hold")
  );
}

const stateNames: Record<string, Words> = {
  planned: { ru: "состоится", en: "will happen" },
  due: { ru: "пора", en: "due" },
  claimed: { ru: "отправляется", en: "being sent" },
  sent: { ru: "отправлено", en: "sent" },
  delivered: { ru: "доставлено", en: "delivered" },
  failed: { ru: "не доставлено", en: "not delivered" },
  unknown: { ru: "неизвестно, дошло ли", en: "unknown whether it arrived" },
  queued: { ru: "в очереди звонков", en: "in the call queue" },
  done: { ru: "поговорили", en: "talked" },
  no_answer: { ru: "нет ответа", en: "no answer" },
  refused: { ru: "не состоится", en: "will not happen" },
  held: { ru: "придержано", en: "held" },
  lapsed: { ru: "срок прошёл", en: "lapsed" },
  withdrawn: { ru: "отозвано", en: "withdrawn" },
  control: { ru: "контрольная группа", en: "control group" },
};

export function nameState(state: string, language: Language): string {
  return stateNames[state]?.[language] ?? state;
}

/** Rules, verdicts and states of a touch as they are said to people. */
import type { Language, Words } from "../kernel/language.ts";
import type { VerdictReader } from "./etiquette-rule.ts";
import { rulebook } from "./rulebook.ts";
import type { Verdict } from "./verdict.ts";

/** The rule's name as a reason beside a number: «тихие часы». */
export function nameRule(code: string, language: Language): string {
  return rulebook.find((rule) => rule.code === code)?.name[language] ?? code;
}

/** One sentence: what the rule decided and from which facts. */
export function sayVerdict(verdict: Verdict, to: VerdictReader): string {
  const rule = rulebook.find((known) => known.code === verdict.rule);
  return rule ? rule.say(verdict, to) : verdict.rule;
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

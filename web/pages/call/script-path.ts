/** The way a conversation takes through a script: which questions stand on it, by the answers picked so far. */
import type { Profile } from "../../../src/clients/contract.ts";
import type { SaidScript } from "../../../src/delivery/script-contract.ts";
import type { CallReason } from "../../../src/reports/call-screen-contract.ts";
import type { Draft } from "./draft.ts";
import { knownOf } from "./save-fact.ts";

export type Question = SaidScript["questions"][number];
export type Answer = Question["answers"][number];

export interface Step {
  /** Of the answer in the draft. */
  key: string;
  reason: CallReason;
  /** What is said before the question. */
  opening: string | null;
  question: Question | undefined;
}

/** What a script calls a fact, as the list of missing facts calls it. */
const factNames: Record<string, string> = {
  office: "home_office",
  "planned-trip": "planned_trip",
  consent: "contact_consent",
  "statement-office": "statement_office",
};
export const factName = (fact: string): string =>
  fact.startsWith("attribute:") ? fact.replace(":", ".") : (factNames[fact] ?? fact);

const answerKey = (touch: string, question: string): string => `${touch} ${question}`;

/** `isMissing`: whether a fact is not known. What was asked for one reason is not asked again for another. */
export function stepsOf(
  reasons: readonly CallReason[],
  { answers }: Pick<Draft, "answers">,
  isMissing: (fact: string) => boolean,
): Step[] {
  const asked = new Set<string>();
  return reasons.flatMap((reason) => {
    const { script, touch } = reason;
    if (!script) return [];
    const path = pathOf(script, (code) => answers[answerKey(touch, code)]).filter((question) => {
      const fact = question.fact === null ? undefined : factName(question.fact);
      if (fact === undefined || fact === "note") return true;
      if (asked.has(fact) || (question.onlyIfMissing && !isMissing(fact))) return false;
      asked.add(fact);
      return true;
    });
    const steps = path.map((question, at): Step => {
      const opening = at === 0 ? script.opening : null;
      return { key: answerKey(touch, question.code), reason, opening, question };
    });
    return steps.length > 0 || script.opening === null
      ? steps
      : [{ key: answerKey(touch, ""), reason, opening: script.opening, question: undefined }];
  });
}

/** Where nothing is picked yet, the first answer is what one hopes for. */
function pathOf({ questions }: SaidScript, picked: (code: string) => string | undefined): Question[] {
  const path: Question[] = [];
  let at = 0;
  while (at < questions.length && path.length <= questions.length) {
    const question = questions[at];
    if (!question || path.includes(question)) break;
    path.push(question);
    const { answers } = question;
    const answer = answers.find(({ code }) => code === picked(question.code)) ?? answers[0];
    const next = answer?.next ?? question.next;
    if (next === "end") break;
    const jump = next ? questions.findIndex(({ code }) => code === next) : -1;
    at = jump === -1 ? at + 1 : jump;
  }
  return path;
}

export function pickedAnswers(steps: readonly Step[], { answers }: Pick<Draft, "answers">): [Step, Answer][] {
  return steps.flatMap((step) => {
    const answer = step.question?.answers.find(({ code }) => code === answers[step.key]);
    return answer ? [[step, answer] as [Step, Answer]] : [];
  });
}

const contactKinds = ["phone", "email", "telegram", "max", "vk", "postal"];

export function isKnown(profile: Profile, name: string): boolean {
  if (contactKinds.includes(name))
    return profile.contactPoints.some(
      ({ kind, state }) => kind === name && (state === "unverified" || state === "verified"),
    );
  if (name === "contact_consent" || name === "advertising_consent")
    return profile.consents.some(({ purpose }) => `${purpose}_consent` === name);
  return knownOf(profile, name) !== "";
}

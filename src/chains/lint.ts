/** What the shape of a chain cannot say: what names what, which words a channel needs, what a greeting may not hold. */
import type { Words } from "../kernel/language.ts";
import { addPeriod, fromPlainDate, parsePeriod } from "../kernel/calendar.ts";
import { channelsOf, type Chain, type Channel, type OccasionKind, type Step } from "./chain.ts";
import { greetingMistakes } from "./greeting-only.ts";
import type { Mistake } from "./mistakes.ts";
import { senselessChain, senselessQuestion, senselessStep } from "./senseless.ts";
import { questionsOf, type Question, type Template } from "./script.ts";
import { unsayable } from "./sayable.ts";

/** Every mistake in a chain whose shape is right; paths begin at the chain. */
export function lintChain(chain: Chain): Mistake[] {
  const mistakes: Mistake[] = [
    ...howManySteps(chain),
    ...repeats(chain.steps, ["steps"], "code"),
    ...longSilence(chain),
    ...senselessChain(chain),
  ];
  for (const [index, step] of chain.steps.entries()) {
    const path = ["steps", String(index)];
    mistakes.push(...stepMistakes(step, chain, path));
  }
  for (const [name, template] of Object.entries(chain.templates)) {
    const path = ["templates", name];
    const questions = questionsOf(template.script);
    mistakes.push(
      ...repeats(questions, [...path, "script", "questions"], "code"),
      ...questions.flatMap((question, index) =>
        questionMistakes(question, questions.slice(index + 1), [
          ...path,
          "script",
          "questions",
          String(index),
        ]),
      ),
      ...unsaid(template, path, chain.occasion),
    );
  }
  return mistakes;
}

function howManySteps(chain: Chain): Mistake[] {
  if (chain.occasion === "missing-facts" && chain.steps.length > 0)
    return [
      mistake(
        ["steps"],
        "у missing-facts нет своих касаний: ожидается пустой список",
        "missing-facts has no touch of its own: expected an empty list",
      ),
    ];
  if (chain.occasion !== "missing-facts" && chain.steps.length === 0)
    return [mistake(["steps"], "ожидается хотя бы один шаг", "expected at least one step")];
  return [];
}

function longSilence({ limits }: Chain): Mistake[] {
  const lasts = limits?.silence?.for;
  if (lasts === undefined || !isLonger(lasts, longest)) return [];
  const path = ["limits", "silence", "for"];
  return [mistake(path, `ожидается не больше ${longest}`, `expected at most ${longest}`)];
}

function stepMistakes(step: Step, chain: Chain, path: string[]): Mistake[] {
  const template = Object.hasOwn(chain.templates, step.template) ? chain.templates[step.template] : undefined;
  const mistakes: Mistake[] = [...tooLong(step, path), ...senselessStep(step, chain, path)];
  if (!template) {
    const names = Object.keys(chain.templates).join(", ");
    mistakes.push(
      mistake(
        [...path, "template"],
        `шаблона ${step.template} нет; ожидается одно из ${names}`,
        `there is no template ${step.template}; expected one of ${names}`,
      ),
    );
  } else {
    const missing = channelsOf(step).map((channel) => lacks(channel, template));
    for (const words of new Map(missing.flatMap((lack) => (lack ? [[lack.en, lack]] : []))).values())
      mistakes.push({ path: ["templates", step.template], said: words });
    if (step.purpose === "greeting") mistakes.push(...greetingMistakes(step, template, path));
  }
  const seen = new Set<string>();
  for (const [index, channel] of channelsOf(step).entries()) {
    if (seen.has(channel))
      mistakes.push(
        mistake(
          [...path, "channels", String(index)],
          `способ ${channel} уже назван`,
          `${channel} is named twice`,
        ),
      );
    seen.add(channel);
  }
  if (step.late !== "skip" && !isLonger(step.late.until, step.window))
    mistakes.push(
      mistake(
        [...path, "late", "until"],
        `ожидается срок длиннее окна ${step.window}`,
        `expected a period longer than the window ${step.window}`,
      ),
    );
  return mistakes;
}

/** Beyond that a day is none that a database could count to, and nobody waits so long for anything. */
const longest = "P10Y";

function tooLong({ offset, window, late }: Step, path: string[]): Mistake[] {
  const periods: [string, string[]][] = [
    [offset.replace(/^[+-]/, ""), ["offset"]],
    [window, ["window"]],
    ...(late === "skip" ? [] : [[late.until, ["late", "until"]] satisfies [string, string[]]]),
  ];
  return periods.flatMap(([period, where]) =>
    isLonger(period, longest)
      ? [mistake([...path, ...where], `ожидается не больше ${longest}`, `expected at most ${longest}`)]
      : [],
  );
}

/** What a template lacks to be said over the channel. */
function lacks(channel: Channel, template: Template): Words | undefined {
  if (channel === "call" || channel === "in_person")
    return template.script
      ? undefined
      : { ru: "для разговора не хватает script", en: "a conversation needs a script, which is missing" };
  if (!template.body)
    return { ru: "для сообщения не хватает body", en: "a message needs a body, which is missing" };
  return channel === "email" && !template.subject
    ? { ru: "для письма не хватает subject", en: "a letter needs a subject, which is missing" }
    : undefined;
}

function questionMistakes(question: Question, later: readonly Question[], path: string[]): Mistake[] {
  const ways = [...later.map(({ code }) => code), "end"];
  const isAstray = (next: string | undefined) => next !== undefined && !ways.includes(next);
  const astray = (where: string[]): Mistake =>
    mistake(
      [...where, "next"],
      `ожидается вопрос, который стоит дальше, или end: ${ways.join(", ")}`,
      `expected a question that comes later, or end: ${ways.join(", ")}`,
    );
  const mistakes = [...senselessQuestion(question, path), ...(isAstray(question.next) ? [astray(path)] : [])];
  const answers = question.answers ?? [];
  mistakes.push(...repeats(answers, [...path, "answers"], "code"));
  for (const [index, answer] of answers.entries())
    if (isAstray(answer.next)) mistakes.push(astray([...path, "answers", String(index)]));
  if (!question.fact && answers.length === 0)
    mistakes.push(
      mistake(
        path,
        "ожидается answers или fact: ответ некуда записать",
        "expected answers or a fact: there is nowhere to write the answer",
      ),
    );
  return mistakes;
}

/** Words that cannot be said about the chain's occasion. */
function unsaid(value: unknown, path: string[], occasion: OccasionKind): Mistake[] {
  if (typeof value === "string") {
    const said = unsayable(value, occasion);
    return said ? [{ path, said }] : [];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => unsaid(inner, [...path, key], occasion));
}

function repeats(items: readonly { code: string }[], path: string[], key: "code"): Mistake[] {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    if (!seen.has(item.code)) {
      seen.add(item.code);
      return [];
    }
    return [
      mistake(
        [...path, String(index), key],
        `код ${item.code} уже занят; ожидается другой`,
        `${item.code} is taken already; expected another code`,
      ),
    ];
  });
}

/** Whether `a` lasts longer than `b`, from a day on which months are at their longest. */
function isLonger(a: string, b: string): boolean {
  const from = fromPlainDate(Temporal.PlainDate.from("2026-07-01"));
  const ends = [a, b].map((text) => addPeriod(from, parsePeriod(text) ?? { months: 0, days: 0 }));
  return Number(ends[0]) > Number(ends[1]);
}

const mistake = (path: string[], ru: string, en: string): Mistake => ({ path, said: { ru, en } });

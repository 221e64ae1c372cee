/** Steps and limits that have the right shape and could never do anything. */
import { addPeriod, fromPlainDate, parsePeriod } from "../kernel/calendar.ts";
import { channelOf, lastsOf, moveOnOf, type Chain, type OccasionKind, type Step } from "./chain.ts";
import type { Mistake } from "./mistakes.ts";
import type { Question } from "./script.ts";

/** Nobody knows of it before its day: a step before that day would always come too late. */
const knownOnItsDay: readonly OccasionKind[] = [
  "visited",
  "card-ready",
  "gift-waiting",
  "acquaintance",
  "recall",
  "silence",
];
/** The next one comes before so long an offset is over. */
const yearly: readonly OccasionKind[] = ["birthday", "holiday"];

export const senselessChain = (chain: Chain): Mistake[] => [...goalless(chain), ...endless(chain)];

/** Where a goal stops the chain, there is one. */
function goalless({ goal = "none", stops = [] }: Chain): Mistake[] {
  const at = stops.indexOf("goal");
  if (at < 0 || goal !== "none") return [];
  return [
    mistake(
      ["stops", String(at)],
      "цели у цепочки нет: ожидается поле goal",
      "the chain has no goal: expected a field goal",
    ),
  ];
}

function endless({ limits }: Chain): Mistake[] {
  const silence = limits?.silence;
  if (!silence) return [];
  const path = ["limits", "silence"];
  const mistakes: Mistake[] = [];
  if (silence.unanswered === undefined && silence.refused === undefined)
    mistakes.push(
      mistake(
        path,
        "ожидается unanswered или refused: после чего замолчать",
        "expected unanswered or refused: after what to be silent",
      ),
    );
  if (lengthOf(silence.for) === 0)
    mistakes.push(
      mistake([...path, "for"], "ожидается хотя бы один день, P1D", "expected a day at least, P1D"),
    );
  return mistakes;
}

/** `path` is the step's. */
export const senselessStep = (step: Step, { occasion }: Chain, path: string[]): Mistake[] => [
  ...tooEarly(step, occasion, path),
  ...tooFar(step, occasion, path),
  ...notOnTheDay(step, path),
  ...movesNowhere(step, path),
];

function tooEarly({ offset }: Step, occasion: OccasionKind, path: string[]): Mistake[] {
  if (daysOf(offset) < 0 && knownOnItsDay.includes(occasion))
    return [
      mistake(
        [...path, "offset"],
        `о ${occasion} узнают в сам день: ожидается P0D или позже`,
        `${occasion} is known on its day: expected P0D or later`,
      ),
    ];
  if (daysOf(offset) > 0 && occasion === "bonus-burn")
    return [
      mistake(
        [...path, "offset"],
        "после этого дня бонусов уже нет: ожидается P0D или раньше",
        "after that day the bonus is gone: expected P0D or earlier",
      ),
    ];
  return [];
}

function tooFar({ offset }: Step, occasion: OccasionKind, path: string[]): Mistake[] {
  if (Math.abs(daysOf(offset)) < 365 || !yearly.includes(occasion)) return [];
  return [
    mistake(
      [...path, "offset"],
      `${occasion} бывает каждый год: ожидается меньше P1Y`,
      `${occasion} comes every year: expected less than P1Y`,
    ),
  ];
}

/** A greeting happens on the day itself or never. */
function notOnTheDay(step: Step, path: string[]): Mistake[] {
  const due = daysOf(step.offset);
  if (step.purpose !== "greeting" || step.late !== "skip") return [];
  if (due <= 0 && due + lengthOf(lastsOf(step)) >= 0) return [];
  return [
    mistake(
      [...path, "offset"],
      "поздравляют в сам день: ожидается P0D",
      "a greeting belongs to the day itself: expected P0D",
    ),
  ];
}

/** On the last channel a way on says nothing, and stays for the day on which another comes after it. */
function movesNowhere({ channels }: Step, path: string[]): Mistake[] {
  return channels.flatMap((entry, index) => {
    const where = [...path, "channels", String(index), "moveOn"];
    const channel = channelOf(entry);
    const { undeliveredHours, unansweredCalls } = moveOnOf(entry);
    const mistakes: Mistake[] = [];
    if (unansweredCalls !== undefined && channel !== "call")
      mistakes.push(
        mistake(
          [...where, "unansweredCalls"],
          `не отвечают только на звонки, а это ${channel}`,
          `only calls go unanswered, and this is ${channel}`,
        ),
      );
    if (undeliveredHours !== undefined && (channel === "call" || channel === "in_person"))
      mistakes.push(
        mistake(
          [...where, "undeliveredHours"],
          `не доставляют только сообщения, а это ${channel}`,
          `only messages stay undelivered, and this is ${channel}`,
        ),
      );
    return mistakes;
  });
}

/** `path` is the question's. */
export function senselessQuestion(question: Question, path: string[]): Mistake[] {
  const mistakes: Mistake[] = [];
  if (question.code === "end")
    mistakes.push(
      mistake(
        [...path, "code"],
        "end завершает разговор: ожидается другой код",
        "end ends the conversation: expected another code",
      ),
    );
  if (question.onlyIfMissing === true && !question.fact)
    mistakes.push(
      mistake(
        [...path, "onlyIfMissing"],
        "ожидается fact: чего не хватает",
        "expected a fact: what it is that is missing",
      ),
    );
  return mistakes;
}

const from = fromPlainDate(Temporal.PlainDate.from("2026-07-01"));
const lengthOf = (text: string, sign: 1 | -1 = 1): number =>
  Math.abs(addPeriod(from, parsePeriod(text) ?? { months: 0, days: 0 }, sign) - from);
const daysOf = (offset: string): number =>
  offset.startsWith("-") ? -lengthOf(offset.slice(1), -1) : lengthOf(offset.replace(/^\+/, ""));

const mistake = (path: string[], ru: string, en: string): Mistake => ({ path, said: { ru, en } });

/** The state of the queue: how many wait, why the others are not in it, when the first of them can be called. */
import type { Reader } from "../../business/reader.ts";
import { readShift } from "../../calls/actions/dial-call.ts";
import { keeperMinutes } from "../../calls/outcome.ts";
import { loadStopped } from "../../calls/store/calls.ts";
import { loadLine } from "../../calls/store/shift.ts";
import type { News } from "../../database/news.ts";
import type { Connection } from "../../database/sql.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { Language, Words } from "../../kernel/language.ts";
import type { CallQueue, WaitingReason } from "../call-screen-contract.ts";
import { loadQueueParts, type QueuePart } from "../store/call-queue.ts";
import { planWords, type PlanWords } from "../words.ts";

/** Two operators who ask at the same moment see the same queue; its numbers are this old at most. */
const freshMs = 2_000;

export interface QueueWork {
  db: Connection;
  clock: Clock;
  news?: News | undefined;
}

/** A reader of the queue that goes through the day's calls once for all who ask within two seconds. */
export function openCallQueue(work: QueueWork) {
  let last: { on: string; atMs: number; parts: Promise<QueuePart[]> } | undefined;
  // Whoever hears of a change and asks anew is not to be answered from before it.
  work.news?.hear(() => (last = undefined));
  const parts = (reader: Reader): Promise<QueuePart[]> => {
    const on = reader.today.toString();
    const atMs = reader.now.epochMilliseconds;
    if (last?.on === on && atMs >= last.atMs && atMs - last.atMs < freshMs) return last.parts;
    const read = loadQueueParts(work.db, {
      on: reader.today,
      at: reader.now,
      keeperMinutes,
      businessZone: reader.business.zone,
    });
    last = { on, atMs, parts: read };
    read.catch(() => (last = undefined));
    return read;
  };
  return async (
    reader: Reader,
    { staffMember, dials }: { staffMember: string | undefined; dials: boolean },
  ): Promise<CallQueue> => {
    const shift = staffMember === undefined ? null : await readShift(work, staffMember);
    const line = staffMember === undefined ? null : await loadLine(work.db, staffMember);
    const stopped = staffMember === undefined ? [] : await loadStopped(work.db, staffMember);
    return { ...tell(await parts(reader), reader), stopped, shift, line, dials };
  };
}

function tell(
  parts: readonly QueuePart[],
  reader: Reader,
): Pick<CallQueue, "on" | "now" | "ready" | "talking" | "later" | "held"> {
  const words = planWords(reader, []);
  const count = (part: QueuePart["part"]) =>
    parts.filter((one) => one.part === part).reduce((sum, one) => sum + one.count, 0);
  const of = (...wanted: QueuePart["part"][]) =>
    parts.filter(({ part }) => wanted.includes(part)).map((part) => reason(part, words, reader));
  return {
    on: reader.today.toString(),
    now: reader.now.toString(),
    ready: count("ready"),
    talking: count("talking"),
    later: of("later", "promised", "mine", "over"),
    held: of("left_out"),
  };
}

const waits: Partial<Record<QueuePart["part"], Words>> = {
  later: { ru: "ждут своего часа", en: "wait for their hour" },
  promised: { ru: "обещали перезвонить позже", en: "promised for later" },
  mine: { ru: "ждут того, кто обещал", en: "wait for whoever promised" },
  over: { ru: "время вышло", en: "too late for today" },
};

function reason(part: QueuePart, words: PlanWords, { business, language }: Reader): WaitingReason {
  const { state, rule, count, firstAt } = part;
  const local = firstAt?.toZonedDateTimeISO(part.zone ?? business.zone);
  return {
    state,
    rule,
    count,
    text: waitsFor(part, language) ?? words.reason(rule, state),
    first:
      firstAt && local
        ? {
            at: firstAt.toString(),
            day: local.toPlainDate().toString(),
            time: local.toPlainTime().toString({ smallestUnit: "minute" }),
            place: part.city,
          }
        : null,
  };
}

const waitsFor = ({ part }: QueuePart, language: Language): string | undefined => waits[part]?.[language];

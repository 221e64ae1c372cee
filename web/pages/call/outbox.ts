/**
 * What an operator has said and the program has not written down yet: outcomes that can still be taken back, and whatever
 * could not be sent while the program was silent. It is kept in this browser, and every entry has a key of its own, so that
 * sending it again does nothing twice.
 */
import { useSyncExternalStore } from "react";
import type { Outcome, OutcomeRecorded } from "../../../src/calls/contract.ts";
import type { Language } from "../../../src/kernel/language.ts";
import { ApiTrouble, send } from "../../api/fetch.ts";
import { readStored, writeStored } from "../../api/stored.ts";
import { forgetDraft } from "./draft.ts";
import { saveFact, type FactSaved, type FactToSave } from "./save-fact.ts";

interface Kept {
  key: string;
  language: Language;
  state: "held" | "sending" | "waiting" | "refused";
  /** Why it was refused. */
  detail?: string;
}
export interface OutcomeEntry extends Kept {
  kind: "outcome";
  touch: string;
  name: string;
  body: Outcome;
}
export interface FactEntry extends Kept {
  kind: "fact";
  fact: FactToSave;
}
export type Entry = OutcomeEntry | FactEntry;

/** So long an outcome can be taken back. */
const undoMs = 10_000;
const firstAgainMs = 1_500;
const lastAgainMs = 15_000;
const storageKey = "povod-outbox";

let entries: readonly Entry[] = readStored<Entry[]>(storageKey, []).map((entry) =>
  entry.state === "refused" ? entry : { ...entry, state: "waiting" },
);
const listeners = new Set<() => void>();
const timers = new Map<string, ReturnType<typeof setTimeout>>();
const savedListeners = new Set<(saved: FactSaved) => void>();

function change(next: readonly Entry[]): void {
  entries = next;
  writeStored(storageKey, next.length === 0 ? undefined : next);
  for (const listener of listeners) listener();
}

const put = (key: string, part: Partial<Kept>): void =>
  change(entries.map((entry) => (entry.key === key ? { ...entry, ...part } : entry)));
const remove = (key: string): void => change(entries.filter((entry) => entry.key !== key));

/** Recorded in ten seconds, unless it is taken back before. */
export function holdOutcome(entry: Omit<OutcomeEntry, "kind" | "key" | "state">): void {
  const key = crypto.randomUUID();
  change([...entries, { ...entry, kind: "outcome", key, state: "held" }]);
  timers.set(
    key,
    setTimeout(() => void attempt(key), undoMs),
  );
}

/** Instead of what was typed into the same field before. */
export function keepFact(entry: Omit<FactEntry, "kind" | "key" | "state">): void {
  const key = crypto.randomUUID();
  const { client, name } = entry.fact;
  const others = entries.filter(
    (one) =>
      one.kind !== "fact" || one.fact.client !== client || one.fact.name !== name || one.state === "sending",
  );
  change([...others, { ...entry, kind: "fact", key, state: "waiting" }]);
  void attempt(key);
}

/** The last outcome that can still be taken back. */
export function takeBack(): OutcomeEntry | undefined {
  const last = entries.findLast(
    (entry): entry is OutcomeEntry => entry.kind === "outcome" && entry.state === "held",
  );
  if (!last) return undefined;
  clearTimeout(timers.get(last.key));
  remove(last.key);
  return last;
}

export const forgetEntry = remove;

async function attempt(key: string, { keepalive = false, tries = 0 } = {}): Promise<void> {
  const entry = entries.find((one) => one.key === key);
  if (!entry || entry.state === "sending" || entry.state === "refused") return;
  clearTimeout(timers.get(key));
  put(key, { state: "sending" });
  try {
    await carryOut(entry, keepalive);
  } catch (error) {
    if (isRefusal(error)) return put(key, { state: "refused", detail: error.detail ?? String(error.status) });
    put(key, { state: "waiting" });
    const againMs = Math.min(lastAgainMs, firstAgainMs * 2 ** tries);
    timers.set(
      key,
      setTimeout(() => void attempt(key, { tries: tries + 1 }), againMs),
    );
    return;
  }
  remove(key);
}

/** Signed out, too busy or broken: later it may well be taken. */
const isRefusal = (error: unknown): error is ApiTrouble =>
  error instanceof ApiTrouble &&
  error.status >= 400 &&
  error.status < 500 &&
  ![401, 403, 408, 429].includes(error.status);

async function carryOut(entry: Entry, keepalive: boolean): Promise<void> {
  const { language, key } = entry;
  if (entry.kind === "fact") {
    const saved = await saveFact(entry.fact, { language, key });
    for (const listener of savedListeners) listener(saved);
    return;
  }
  await send<OutcomeRecorded>(`/calls/${entry.touch}/outcome`, {
    language,
    key,
    body: entry.body,
    keepalive,
  });
  forgetDraft(entry.touch);
}

/** The page is being closed: what was held leaves now. */
export function flushOutbox(): void {
  for (const { key, state } of entries) if (state === "held") void attempt(key, { keepalive: true });
}

/** What an earlier page left behind. */
export function resumeOutbox(): void {
  for (const { key, state } of entries) if (state === "waiting" && !timers.has(key)) void attempt(key);
}

export const onFactSaved = (listener: (saved: FactSaved) => void): (() => void) => {
  savedListeners.add(listener);
  return () => savedListeners.delete(listener);
};

export function useOutbox(): readonly Entry[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => entries,
  );
}

/** Touches whose outcome is told and not recorded yet: another call may be taken meanwhile. */
export const endingTouches = (): string[] =>
  entries
    .flatMap((entry) => (entry.kind === "outcome" && entry.state !== "refused" ? [entry.touch] : []))
    .slice(-3);

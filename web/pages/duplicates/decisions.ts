/** What was decided about the pairs on the screen. Every decision is carried out at once and can be undone for a while. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { Language } from "../../../src/kernel/language.ts";
import type { Duplicates } from "../../../src/reports/duplicate-contract.ts";
import { send } from "../../api/fetch.ts";
import { useLanguage } from "../../language/i18n.ts";

export type Pair = Duplicates["pairs"][number];
export const keyOf = ({ first, second }: Pair): string => `${first.id} ${second.id}`;

const undoMs = 10_000;

export interface Decision {
  kind: "merge" | "apart";
  /** The record that stays. */
  keep: string;
  other: string;
  state: "sending" | "done" | "undoing" | "settled" | "failed";
  error?: Error;
}

export interface Decisions {
  of(pair: Pair): Decision | undefined;
  decide(pair: Pair, kind: Decision["kind"], keep: string): void;
  undo(pair: Pair): void;
  undoLast(): void;
  /** Merged into another, so that no other pair with it means anything. */
  gone: ReadonlySet<string>;
}

export function useDecisions(): Decisions {
  const language = useLanguage();
  const answers = useQueryClient();
  const [decided, setDecided] = useState<ReadonlyMap<string, Decision>>(new Map());
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  /** Asked back while they were still on their way. */
  const takenBack = useRef(new Set<string>());
  useEffect(() => {
    const running = timers.current;
    return () => running.forEach(clearTimeout);
  }, []);
  const put = (key: string, decision: Decision | undefined) =>
    setDecided((before) => {
      const after = new Map(before);
      if (decision) after.set(key, decision);
      else after.delete(key);
      return after;
    });
  const takeBack = async (key: string, decision: Decision) => {
    clearTimeout(timers.current.get(key));
    put(key, { ...decision, state: "undoing" });
    try {
      await post(decision, { language, back: true });
      put(key, undefined);
    } catch (error) {
      put(key, failed(decision, error));
    }
  };
  const carryOut = async (key: string, decision: Decision) => {
    put(key, decision);
    try {
      await post(decision, { language, back: false });
    } catch (error) {
      takenBack.current.delete(key);
      return put(key, failed(decision, error));
    }
    if (takenBack.current.delete(key)) return takeBack(key, decision);
    put(key, { ...decision, state: "done" });
    const settle = () => {
      put(key, { ...decision, state: "settled" });
      void answers.invalidateQueries();
    };
    timers.current.set(key, setTimeout(settle, undoMs));
  };
  const decide: Decisions["decide"] = (pair, kind, keep) => {
    const other = keep === pair.first.id ? pair.second.id : pair.first.id;
    void carryOut(keyOf(pair), { kind, keep, other, state: "sending" });
  };
  const undoKey = (key: string | undefined) => {
    const decision = key === undefined ? undefined : decided.get(key);
    if (key === undefined || !decision) return;
    if (decision.state === "done") void takeBack(key, decision);
    else if (decision.state === "sending") {
      takenBack.current.add(key);
      put(key, { ...decision, state: "undoing" });
    }
  };
  const last = [...decided].findLast(([, { state }]) => state === "done" || state === "sending")?.[0];
  return {
    of: (pair) => decided.get(keyOf(pair)),
    decide,
    undo: (pair) => undoKey(keyOf(pair)),
    undoLast: () => undoKey(last),
    gone: goneOf(decided),
  };
}

function post({ kind, keep, other }: Decision, how: { language: Language; back: boolean }): Promise<unknown> {
  const path = kind === "apart" ? "not-the-same" : how.back ? "unmerge" : "merge";
  const body = kind === "apart" ? { other, apart: !how.back } : { other };
  return send(`/clients/${keep}/${path}`, { language: how.language, body });
}

const failed = (decision: Decision, error: unknown): Decision => ({
  ...decision,
  state: "failed",
  error: error instanceof Error ? error : new Error(String(error)),
});

const goneOf = (decided: ReadonlyMap<string, Decision>): ReadonlySet<string> =>
  new Set(
    [...decided.values()]
      .filter(({ kind, state }) => kind === "merge" && state !== "failed")
      .map(({ other }) => other),
  );

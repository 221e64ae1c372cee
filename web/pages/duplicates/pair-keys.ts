/** Keys of the page: J and K go through the pairs, S swaps which stays, M merges, N tells apart, U undoes. */
import { useEffect } from "react";
import { isTyping, latin } from "../../shell/shortcuts.ts";
import type { Decisions, Pair } from "./decisions.ts";

interface Keys {
  pairs: readonly Pair[];
  /** Where the current pair stands. */
  at: number;
  decisions: Decisions;
  keepOf: (pair: Pair) => string;
  choose: (pair: Pair, id: string) => void;
  go: (pair: Pair) => void;
}

export function usePairKeys(keys: Keys): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      const action = actionOf(latin(event), keys);
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });
}

function actionOf(key: string, { pairs, at, decisions, keepOf, choose, go }: Keys): (() => void) | undefined {
  const pair = pairs[at];
  const [previous, next] = [pairs[at - 1], pairs[at + 1]];
  if (key === "j") return next && (() => go(next));
  if (key === "k") return previous && (() => go(previous));
  if (key === "u") return decisions.undoLast;
  const decision = pair && decisions.of(pair);
  if (!pair || (decision && decision.state !== "failed")) return undefined;
  const decide = (kind: "merge" | "apart") => () => {
    decisions.decide(pair, kind, keepOf(pair));
    if (next) go(next);
  };
  if (key === "m") return decide("merge");
  if (key === "n") return decide("apart");
  const { first, second } = pair;
  if (key === "s") return () => choose(pair, keepOf(pair) === first.id ? second.id : first.id);
  return undefined;
}

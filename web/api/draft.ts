/** What was typed and not done yet outlives a reload, for the day. */
import { useEffect, useState } from "react";
import type { Day } from "../language/days.ts";

const prefix = "povod-draft ";

interface Kept<Value> {
  day: Day;
  value: Value;
}

export function useDraft<Value extends object>(
  name: string,
  { empty, today }: { empty: Value; today: Day },
): [Value, (value: Value) => void] {
  const key = prefix + name;
  const [value, setValue] = useState<Value>(() => (read(key, today) as Value | undefined) ?? empty);
  const blank = JSON.stringify(empty);
  useEffect(() => {
    try {
      if (JSON.stringify(value) === blank) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify({ day: today, value } satisfies Kept<Value>));
    } catch {
      // Without storage it lasts until the page is closed.
    }
  }, [key, value, blank, today]);
  return [value, setValue];
}

function read(key: string, today: Day): unknown {
  try {
    const text = localStorage.getItem(key);
    if (text === null) return undefined;
    const kept = JSON.parse(text) as Kept<unknown>;
    return kept.day === today ? kept.value : undefined;
  } catch {
    return undefined;
  }
}

/** Done: what was typed for it is not needed, though whatever it was typed into may be gone. */
export function forgetDraft(name: string): void {
  try {
    localStorage.removeItem(prefix + name);
  } catch {
    // There is nothing to forget.
  }
}

/** Other days' drafts: what nobody came back to. */
export function forgetOldDrafts(today: Day): void {
  try {
    for (const key of Object.keys(localStorage))
      if (key.startsWith(prefix) && read(key, today) === undefined) localStorage.removeItem(key);
  } catch {
    // There is nothing to forget.
  }
}

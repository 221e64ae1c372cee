/** What one rule said about one touch. */

export interface Verdict {
  rule: string;
  says: "allow" | "hold" | "refuse";
  /** The inputs the rule looked at. */
  because: Record<string, unknown>;
  /** ISO instant: when it could change at the earliest; null where it will not by itself. */
  notBefore: string | null;
}

/** The verdict that decided, where the touch does not happen. */
export function decisive(verdicts: readonly Verdict[]): Verdict | undefined {
  return (
    verdicts.find((verdict) => verdict.says === "refuse") ??
    verdicts.find((verdict) => verdict.says === "hold")
  );
}

/** What the operator has picked and typed as the outcome of a call: facts, not text. */
import type { CallOutcome, Outcome } from "../../../src/calls/contract.ts";
import type { Draft } from "./draft.ts";
import { pickedAnswers, type Step } from "./script-path.ts";

/** Somebody was spoken to; what they answered counts. */
const spoken: readonly CallOutcome[] = ["done", "call_back", "refused", "do_not_disturb", "complaint"];

/** Below this out of ten a trip was bad. */
const badBelow = 5;

export interface Told {
  outcome: CallOutcome;
  draft: Draft;
  steps: readonly Step[];
  isTripReview: boolean;
  /** Where the client did not say where to. */
  anywhere: string;
  /** What stands for a wish not to be disturbed of which nothing was written down. */
  silence: string;
  endedAt: string;
  callBackAt?: string;
}

/** Undefined: words are needed first. */
export function outcomeOf(told: Told): Omit<Outcome, "staffMember"> | undefined {
  const { outcome, draft, steps, endedAt, callBackAt } = told;
  if (!spoken.includes(outcome)) return { outcome, endedAt };
  const review = told.isTripReview ? reviewOf(draft, steps) : undefined;
  const words = wordsOf(told);
  if (outcome === "complaint" && words === "") return undefined;
  const said = words === "" && outcome === "do_not_disturb" ? told.silence : words;
  const trip = tripOf(draft, told.anywhere);
  const attributes = attributesOf(draft, steps);
  return {
    outcome,
    endedAt,
    ...(said === "" ? {} : { words: said }),
    ...(callBackAt === undefined ? {} : { callBackAt }),
    ...(review === undefined ? {} : { review }),
    ...(trip === undefined ? {} : { plannedTrip: trip }),
    ...(pickedAnswers(steps, draft).some(([, { opens }]) => opens === "handoff") ? { handoff: {} } : {}),
    ...(attributes === undefined ? {} : { facts: { attributes } }),
  };
}

function reviewOf({ answers, score, liked, disliked }: Draft, steps: readonly Step[]): Outcome["review"] {
  const picked = pickedAnswers(steps, { answers }).filter(
    ([{ reason }]) => reason.occasion.kind === "returned",
  );
  const first = picked.find(([{ question }]) => question?.answers.some(({ opens }) => opens === "complaint"));
  if (!first && score === undefined && liked.length + disliked.length === 0) return undefined;
  const bad = first?.[1].opens === "complaint" || (score !== undefined && score < badBelow);
  return {
    verdict: bad ? "bad" : "good",
    ...(score === undefined ? {} : { score }),
    ...(liked.length > 0 ? { liked } : {}),
    ...(disliked.length > 0 ? { disliked } : {}),
  };
}

function tripOf({ trip }: Draft, anywhere: string): Outcome["plannedTrip"] {
  const { startsOn, precision, destination, companions } = trip;
  if (precision === "" || startsOn === "") return undefined;
  return {
    startsOn,
    precision,
    destination: destination.trim() || anywhere,
    ...(companions.trim() === "" ? {} : { companions: companions.trim() }),
  };
}

/** What the operator wrote, then the answers that are stored nowhere else. */
function wordsOf({ draft, steps, isTripReview }: Told): string {
  const answers = pickedAnswers(steps, draft)
    .filter(([{ reason }, { store, opens }]) => {
      const isReview = isTripReview && reason.occasion.kind === "returned";
      return !isReview && opens !== "complaint" && Object.keys(store).length === 0;
    })
    .map(([{ question }, { text }]) => `${question?.ask ?? ""} ${text}`.trim());
  return [draft.words.trim(), ...answers].filter((part) => part !== "").join("\n");
}

function attributesOf(draft: Draft, steps: readonly Step[]): Record<string, string> | undefined {
  const stored = pickedAnswers(steps, draft).flatMap(([, { store }]) =>
    Object.entries(store).flatMap(([fact, value]) =>
      fact.startsWith("attribute:") ? [[fact.slice("attribute:".length), value] as const] : [],
    ),
  );
  return stored.length > 0 ? Object.fromEntries(stored) : undefined;
}

/** What the answers picked lead to; the button for it stands out. */
export function suggestedOutcome(draft: Draft, steps: readonly Step[]): CallOutcome {
  const picked = pickedAnswers(steps, draft).map(([, answer]) => answer);
  if (picked.some(({ opens }) => opens === "do-not-disturb")) return "do_not_disturb";
  if (picked.some(({ outcome }) => outcome === "call-back")) return "call_back";
  if (picked.some(({ outcome }) => outcome === "refused")) return "refused";
  return "done";
}

/** What the operator has picked and typed as the outcome of a call: facts, not text. */
import type { CallOutcome, Outcome } from "../../../src/calls/contract.ts";
import { isWhole, type Draft } from "./draft.ts";
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
  /** The client's cards in use, by number. */
  cards: readonly string[];
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
  const agreed = { ...appointmentOf(draft, steps), ...cardOfficeOf(told) };
  return {
    outcome,
    endedAt,
    ...(said === "" ? {} : { words: said }),
    ...(callBackAt === undefined ? {} : { callBackAt }),
    ...(review === undefined ? {} : { review }),
    ...(trip === undefined ? {} : { plannedTrip: trip }),
    ...agreed,
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

/** What the client agreed to when asked; of a question that the conversation no longer comes to nothing counts. */
const asked = (steps: readonly Step[], fact: string): Step | undefined =>
  steps.find(({ question }) => question?.fact === fact);

function appointmentOf(
  draft: Draft,
  steps: readonly Step[],
): Pick<Outcome, "appointment" | "cancelledAppointment"> {
  const cancelled = pickedAnswers(steps, draft).find(([, { store }]) => store["appointment"] === "cancelled");
  const subject = cancelled?.[0].reason.subject;
  if (subject) return { cancelledAppointment: subject };
  const step = asked(steps, "appointment");
  if (!step || !isWhole(draft.appointment)) return {};
  const { occasion, subject: moved } = step.reason;
  const id = occasion.kind === "appointment" && moved !== null ? { id: moved } : {};
  return { appointment: { ...id, ...draft.appointment } };
}

function cardOfficeOf({ draft, steps, cards }: Told): Pick<Outcome, "cardOffice"> {
  const step = asked(steps, "card-office");
  const { cardOffice: office } = draft;
  const card = step && cardOf(step.reason, cards);
  return card === undefined || office === "" ? {} : { cardOffice: { card, office } };
}

/** Of several cards the one the reason is about. */
const cardOf = ({ subject }: Step["reason"], cards: readonly string[]): string | undefined =>
  subject !== null && /^\d{16}$/.test(subject) ? subject : cards[0];

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

/** Sends the letters of one claimed batch, so many at a time, and says what became of each. No database here. */
import { mayBegin, outcomeOf, type Claim, type Outcome } from "../intent.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { EmailTransport } from "../channels/email/transport.ts";
import { attachmentsOf } from "../channels/email/attachments.ts";
import { renderLetter, type LetterFacts } from "../channels/email/render.ts";
import type { Layout } from "../channels/email/layout.ts";
import { stoppableOf, type StopLink, type StopLinks } from "../stop-link.ts";
import type { Attempt } from "../store/intents.ts";

export interface Sending {
  transport: EmailTransport;
  layout: Layout;
  clock: Clock;
  /** Undefined where nobody can reach the program. */
  stopLinks?: StopLinks | undefined;
  /** Aborted when the worker is told to end: letters not begun are given back. */
  signal: AbortSignal;
  /** Touches that were called back by now; asked before every letter. */
  recalled(): Promise<ReadonlySet<string>>;
}

/** Resolves when every letter has an outcome; stops beginning letters once the provider is down. */
export async function sendBatch(
  claims: readonly Claim[],
  facts: ReadonlyMap<string, LetterFacts>,
  sending: Sending,
): Promise<Attempt[]> {
  const attempts: Attempt[] = [];
  const waiting = claims.values();
  let down: Outcome | undefined;
  const sendOneByOne = async (): Promise<void> => {
    for (const claim of waiting) {
      const outcome = down ?? (await attempt(claim, facts.get(claim.touchId), sending));
      if (outcome.kind === "postponed" && outcome.providerIsDown) down ??= outcome;
      attempts.push({ claim, outcome });
    }
  };
  await Promise.all(Array.from({ length: sending.transport.connections }, sendOneByOne));
  return attempts;
}

const notBegun: Outcome = {
  kind: "postponed",
  said: "not begun: the worker was stopping or too slow",
  retryAfterMs: 0,
  providerIsDown: false,
};

/** Planned again, so that the day is judged with what has changed. */
export const calledBack: Outcome = { ...notBegun, said: "called back: the facts about the client changed" };

async function attempt(
  claim: Claim,
  known: LetterFacts | undefined,
  { transport, layout, clock, stopLinks, signal, recalled }: Sending,
): Promise<Outcome> {
  if (signal.aborted || !mayBegin(claim, clock.now())) return notBegun;
  if (!known)
    return { kind: "failed", said: "the chain has no template for this step", addressIsDead: false };
  try {
    const stop = stopLinks && linkOf(claim, known, stopLinks);
    const words = {
      ...renderLetter({ ...known, stopPage: stop?.page }, layout),
      stopAt: stop?.post,
      attachments: await attachmentsOf(known),
    };
    if ((await recalled()).has(claim.touchId)) return calledBack;
    const said = await transport.send({ ...words, to: claim.address, messageId: claim.messageId });
    return { kind: "sent", said: said.slice(0, 300) };
  } catch (error) {
    return outcomeOf(error);
  }
}

function linkOf(
  { clientId: client, touchId: touch }: Claim,
  { purpose }: LetterFacts,
  links: StopLinks,
): StopLink | undefined {
  const stops = stoppableOf(purpose);
  return stops && links.of({ client, touch, stops });
}

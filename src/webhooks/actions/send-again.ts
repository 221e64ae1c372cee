import { DomainError } from "../../kernel/errors.ts";
import type { SentAgain, WaitAgain } from "../contract.ts";
import { knownMessages, waitAgain } from "../store/messages.ts";
import { mustFind, uuid, type WebhookDesk } from "./keep-webhooks.ts";

/**
 * Has messages that were given up tried once more for three days. Asked twice it does once what it does. A webhook that is
 * switched off gets them when it is on again. Throws `not_found` for a message that the webhook does not have.
 */
export async function sendAgain(
  { db, clock }: WebhookDesk,
  webhook: string,
  { messages }: SentAgain,
): Promise<WaitAgain> {
  const { id } = await mustFind(db, webhook);
  if (messages) {
    const possible = messages.filter((message) => uuid.test(message));
    const known = await knownMessages(db, id, possible);
    const unknown = messages.findIndex((message) => !known.has(message.toLowerCase()));
    if (unknown !== -1)
      throw new DomainError("not_found", "This webhook has no such message.", {
        place: { field: `messages.${unknown}` },
      });
  }
  return { waiting: await waitAgain(db, id, { ids: messages, now: clock.now() }) };
}

import type { Messages } from "../contract.ts";
import { listMessages } from "../store/messages.ts";
import { mustFind, type WebhookDesk } from "./keep-webhooks.ts";

/** How the messages of a webhook stand. Throws `bad_input` for a cursor of another list, `not_found`. */
export async function readMessages(
  { db }: WebhookDesk,
  webhook: string,
  asked: Parameters<typeof listMessages>[2],
): Promise<Messages> {
  const { id } = await mustFind(db, webhook);
  const { page, next } = await listMessages(db, id, asked);
  return {
    messages: page.map(({ happenedAt, nextAttemptAt, settledAt, ...row }) => ({
      ...row,
      happenedAt: happenedAt.toString(),
      nextAttemptAt: row.state === "waiting" ? nextAttemptAt.toString() : null,
      settledAt: settledAt?.toString() ?? null,
    })),
    next,
  };
}

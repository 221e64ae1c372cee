/** Webhooks over HTTP. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { TSchema } from "typebox";
import { Problem } from "../kernel/wire.ts";
import {
  addSecret,
  changeWebhook,
  dropWebhook,
  makeWebhook,
  readWebhook,
  readWebhooks,
  testWebhook,
  type WebhookDesk,
} from "./actions/keep-webhooks.ts";
import { readMessages } from "./actions/list-messages.ts";
import { sendAgain } from "./actions/send-again.ts";
import {
  MadeWebhook,
  Messages,
  MessagesQuery,
  NewSecret,
  NewWebhook,
  SentAgain,
  Tested,
  WaitAgain,
  Webhook,
  WebhookPatch,
  WebhookPath,
  Webhooks,
} from "./contract.ts";

const described = <Parts extends Record<string, TSchema>, Answer extends TSchema>(
  summary: string,
  answer: Answer,
  parts: Parts,
  right: "webhooks.read" | "webhooks.change" = "webhooks.change",
) => ({
  config: { right },
  schema: { summary, tags: ["webhooks"], ...parts, response: { 200: answer, "4xx": Problem } },
});

export function webhookRoutes(desk: WebhookDesk): FastifyPluginAsyncTypebox {
  const base = "/api/v1/webhooks";
  const one = { params: WebhookPath };
  return async (server) => {
    server.get(
      base,
      described("Who is told of what happens here", Webhooks, {}, "webhooks.read"),
      async () => ({
        webhooks: await readWebhooks(desk),
      }),
    );
    server.post(
      base,
      described("Have messages sent to an address; the secret is told this once", MadeWebhook, {
        body: NewWebhook,
      }),
      ({ body }) => makeWebhook(desk, body),
    );
    server.get(`${base}/:id`, described("One of them", Webhook, one, "webhooks.read"), ({ params }) =>
      readWebhook(desk, params.id),
    );
    server.patch(
      `${base}/:id`,
      described("Change it, switch it off or on again", Webhook, { ...one, body: WebhookPatch }),
      ({ params, body }) => changeWebhook(desk, params.id, body),
    );
    server.delete(
      `${base}/:id`,
      described("Drop it with its messages; answers how it stood", Webhook, one),
      async ({ params }) => {
        const webhook = await readWebhook(desk, params.id);
        await dropWebhook(desk, params.id);
        return webhook;
      },
    );
    server.post(
      `${base}/:id/secrets`,
      described("A new secret; the others stay good for a while", MadeWebhook, { ...one, body: NewSecret }),
      ({ params, body }) => addSecret(desk, params.id, body),
    );
    server.post(
      `${base}/:id/test`,
      described("Send a webhook.test message at once and say how it went", Tested, one),
      ({ params }) => testWebhook(desk, params.id),
    );
    server.get(
      `${base}/:id/messages`,
      described(
        "Its messages of the last thirty days and how they stand",
        Messages,
        {
          ...one,
          querystring: MessagesQuery,
        },
        "webhooks.read",
      ),
      ({ params, query }) => readMessages(desk, params.id, { state: query.state, cursor: query.cursor }),
    );
    server.post(
      `${base}/:id/messages/send-again`,
      described("Try once more what was given up: some messages, or all of them", WaitAgain, {
        ...one,
        body: SentAgain,
      }),
      ({ params, body }) => sendAgain(desk, params.id, body),
    );
  };
}

/** Events from outside over HTTP. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { ClientPath } from "../clients/contract.ts";
import type { ClientDesk } from "../clients/desk.ts";
import { Problem } from "../kernel/wire.ts";
import { recordEvent, recordEvents } from "./actions/record-events.ts";
import { Event, EventHeaders, Events, NewEvent, RecordedEvents } from "./event-contract.ts";

const tags = ["clients"];
const largestBytes = 8 * 2 ** 20;

export function eventRoutes(desk: ClientDesk): FastifyPluginAsyncTypebox {
  return async (server) => {
    const one = {
      summary: "Tell what happened with a client elsewhere, under a name of your own",
      tags,
      params: ClientPath,
      headers: EventHeaders,
      body: NewEvent,
      response: { 200: Event, "4xx": Problem },
    };
    server.post("/api/v1/clients/:id/events", { schema: one }, ({ params, headers, body }) =>
      recordEvent(desk, { client: params.id, key: headers["idempotency-key"], event: body }),
    );
    const many = {
      summary: "Up to a thousand events by the clients' outside ids, each with an answer of its own",
      tags,
      body: Events,
      response: { 200: RecordedEvents, "4xx": Problem },
    };
    server.post("/api/v1/events", { schema: many, bodyLimit: largestBytes }, ({ body }) =>
      recordEvents(desk, body),
    );
  };
}

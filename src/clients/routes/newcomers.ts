/** A person at a desk who was not known until now. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { meetNewcomer } from "../actions/meet-newcomer.ts";
import { CreationHeaders } from "../change-contract.ts";
import type { ClientDesk } from "../desk.ts";
import { Met, MetNewcomer } from "../newcomer-contract.ts";
import { answers, tags } from "./answer.ts";

export function newcomerRoutes(desk: ClientDesk): FastifyPluginAsyncTypebox {
  return async (server) => {
    const meet = {
      summary: "Somebody at a desk becomes a client with consent, or is recognised by phone or e-mail",
      tags,
      headers: CreationHeaders,
      body: MetNewcomer,
      response: answers(Met),
    };
    server.post(
      "/api/v1/newcomers",
      { config: { right: "clients.change", office: "body" }, schema: meet },
      async ({ headers, body }) => ({
        id: await meetNewcomer(desk, { key: headers["idempotency-key"], input: body }),
      }),
    );
  };
}

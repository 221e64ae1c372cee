/** The ways in for somebody who has no password yet. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyReply, FastifyRequest } from "fastify";
import { DomainError } from "../../kernel/errors.ts";
import { Problem } from "../../kernel/wire.ts";
import { makeFirstAccount, readLink, takeLink } from "../actions/take-link.ts";
import { SignedIn } from "../contract.ts";
import { Link, LinkPath, NewPassword, OwnerAccount } from "../staff-contract.ts";
import type { AccessDesk } from "./access-desk.ts";
import { headersFor } from "./headers.ts";

const tags = ["access"];
const config = { right: "anyone" } as const;
const answer = { tags, response: { 200: SignedIn, "4xx": Problem } };

export function linkRoutes(desk: AccessDesk): FastifyPluginAsyncTypebox {
  const { auth, recognition } = desk;
  async function enter(request: FastifyRequest, reply: FastifyReply, staffMember: string): Promise<SignedIn> {
    recognition.forget();
    reply.header("set-cookie", await auth.signIn(staffMember, headersFor(request)));
    return { staffMember };
  }
  return async (server) => {
    const read = {
      summary: "Whom a link invites, or gives a way back in",
      tags,
      params: LinkPath,
      response: { 200: Link, "4xx": Problem },
    };
    server.get("/api/v1/invitations/:token", { config, schema: read }, ({ params }) =>
      readLink(desk, params.token),
    );
    const take = {
      ...answer,
      summary: "Set a password with a link, once, and be signed in",
      params: LinkPath,
      body: NewPassword,
    };
    server.post("/api/v1/invitations/:token", { config, schema: take }, async (request, reply) => {
      const given = { token: request.params.token, password: request.body.password };
      return enter(request, reply, await takeLink(desk, given, auth.hashPassword));
    });
    const first = {
      ...answer,
      summary: "The owner's account, while nobody has one; from this machine only",
      body: OwnerAccount,
    };
    server.post("/api/v1/owner-account", { config, schema: first }, async (request, reply) => {
      // Through a proxy everybody seems to be on this machine.
      if (desk.address !== undefined || !isLoopback(request.ip))
        throw new DomainError(
          "forbidden",
          "The first account is made on the machine itself: povod user add --role owner.",
        );
      return enter(request, reply, await makeFirstAccount(desk, request.body, auth.hashPassword));
    });
  };
}

const isLoopback = (address: string): boolean => /^(127\.|::1$|::ffff:127\.)/.test(address);

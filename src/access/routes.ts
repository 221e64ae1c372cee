/** Signing in, over HTTP. Who may what of the rest is decided by http/gate.ts. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { DomainError } from "../kernel/errors.ts";
import { Problem } from "../kernel/wire.ts";
import { readDoor } from "./actions/read-door.ts";
import { rightsOfCaller } from "./caller.ts";
import { DemoSignIn, Door, Me, SignedIn } from "./contract.ts";
import type { AccessDesk } from "./routes/access-desk.ts";
import { apiKeyRoutes } from "./routes/api-keys.ts";
import { auditRoutes } from "./routes/audit.ts";
import { authRoutes } from "./routes/auth.ts";
import { headersFor } from "./routes/headers.ts";
import { linkRoutes } from "./routes/links.ts";
import { ownSessionRoutes, signedIn } from "./routes/own-sessions.ts";
import { staffRoutes } from "./routes/staff.ts";
import { firstOfRole } from "./store/accounts.ts";

const tags = ["access"];

export function accessRoutes(desk: AccessDesk): FastifyPluginAsyncTypebox {
  return async (server) => {
    await server.register(authRoutes(desk));
    await server.register(doorRoutes(desk));
    await server.register(linkRoutes(desk));
    await server.register(ownSessionRoutes(desk));
    await server.register(staffRoutes(desk));
    await server.register(apiKeyRoutes(desk));
    await server.register(auditRoutes(desk));
    if (desk.demo) await server.register(demoDoorRoutes(desk));
  };
}

function doorRoutes(desk: AccessDesk): FastifyPluginAsyncTypebox {
  return async (server) => {
    const door = {
      summary: "What a page shows before anybody has signed in",
      tags,
      response: { 200: Door, "4xx": Problem },
    };
    server.get("/api/v1/door", { config: { right: "anyone" }, schema: door }, () => readDoor(desk));
    const who = {
      summary: "Who is signed in and what they may",
      tags,
      response: { 200: Me, "4xx": Problem },
    };
    server.get("/api/v1/me", { config: { right: "signed in" }, schema: who }, async ({ caller }) => {
      const me = signedIn(caller);
      const { id, name, role, email, offices, secondFactor } = me;
      return {
        staffMember: { id, name, role, email },
        offices: [...offices],
        rights: rightsOfCaller(me),
        secondFactor,
      };
    });
  };
}

function demoDoorRoutes({ db, auth }: AccessDesk): FastifyPluginAsyncTypebox {
  return async (server) => {
    const schema = {
      summary: "Sign in as somebody of that role; in the demo network only",
      tags: ["demo"],
      body: DemoSignIn,
      response: { 200: SignedIn, "4xx": Problem },
    };
    server.post("/api/v1/demo/sign-in", { config: { right: "anyone" }, schema }, async (request, reply) => {
      const staffMember = await firstOfRole(db, request.body.role);
      if (staffMember === undefined)
        throw new DomainError("not_found", `Nobody in the demo is ${request.body.role}.`);
      reply.header("set-cookie", await auth.signIn(staffMember, headersFor(request)));
      return { staffMember };
    });
  };
}

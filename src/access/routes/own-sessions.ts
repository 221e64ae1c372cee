/** Where one is signed in, and the end of it. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { DomainError } from "../../kernel/errors.ts";
import { Problem } from "../../kernel/wire.ts";
import type { Caller, StaffCaller } from "../caller.ts";
import { SessionPath, Sessions } from "../staff-contract.ts";
import { endSessions, loadSessions } from "../store/sessions.ts";
import type { AccessDesk } from "./access-desk.ts";

const tags = ["access"];
const config = { right: "signed in" } as const;

export function signedIn(caller: Caller | undefined): StaffCaller {
  if (caller?.kind !== "staff") throw new Error("the gate lets only staff in here");
  return caller;
}

export function ownSessionRoutes({ db, recognition }: AccessDesk): FastifyPluginAsyncTypebox {
  const read = async ({ id, session }: StaffCaller): Promise<Sessions> => ({
    sessions: (await loadSessions(db, id)).map((row) => ({
      ...row,
      current: row.id === session,
      since: row.since.toString(),
      lastSeenAt: row.lastSeenAt.toString(),
    })),
  });
  const answer = { tags, response: { 200: Sessions, "4xx": Problem } };
  return async (server) => {
    const list = { ...answer, summary: "Where I am signed in" };
    server.get("/api/v1/me/sessions", { config, schema: list }, ({ caller }) => read(signedIn(caller)));
    const endOthers = { ...answer, summary: "Sign me out everywhere else" };
    server.delete("/api/v1/me/sessions", { config, schema: endOthers }, async ({ caller }) => {
      const me = signedIn(caller);
      await endSessions(db, me.id, { but: me.session });
      recognition.forget();
      return read(me);
    });
    const end = { ...answer, summary: "Sign me out there", params: SessionPath };
    server.delete("/api/v1/me/sessions/:id", { config, schema: end }, async ({ caller, params }) => {
      const me = signedIn(caller);
      if ((await endSessions(db, me.id, { only: params.id })) === 0)
        throw new DomainError("not_found", "There is no such session of yours.");
      recognition.forget();
      return read(me);
    });
  };
}

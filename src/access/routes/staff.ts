/** Staff over HTTP: for those who let people in. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { recogniseReader } from "../../business/actions/recognise-reader.ts";
import { dayIn } from "../../kernel/clock.ts";
import { Problem } from "../../kernel/wire.ts";
import {
  changeStaff,
  inviteStaff,
  readStaff,
  sendLink,
  type By,
  type OpenedWay,
} from "../actions/manage-staff.ts";
import {
  MadeLink,
  NewLink,
  NewStaffMember,
  Staff,
  StaffMember,
  StaffPatch,
  StaffPath,
} from "../staff-contract.ts";
import type { Caller } from "../caller.ts";
import { wayInLetter } from "../way-in-letter.ts";
import type { AccessDesk } from "./access-desk.ts";

const tags = ["access"];
const config = { right: "staff.manage" } as const;

const byOf = (caller: Caller | undefined): By =>
  caller?.kind === "staff" ? { id: caller.id, role: caller.role } : undefined;

/** Where the request came to, and the language of whoever sent it. */
type Asked = Pick<FastifyRequest, "protocol" | "host" | "headers">;

async function told(desk: AccessDesk, opened: OpenedWay, asked: Asked): Promise<MadeLink> {
  const { staffMember, token, expiresAt } = opened;
  const path = `/invitation/${token}`;
  const link = `${desk.address ?? `${asked.protocol}://${asked.host}`}${path}`;
  const letter = await sendByLetter(desk, { ...opened, link }, asked.headers["accept-language"]);
  return { staffMember, path, expiresAt: expiresAt.toString(), letter };
}

async function sendByLetter(
  desk: AccessDesk,
  { kind, staffMember: { name, email }, expiresAt, link }: OpenedWay & { link: string },
  acceptLanguage: string | undefined,
): Promise<MadeLink["letter"]> {
  if (!desk.postToStaff || email === null) return "no_mail_server";
  const { language, business } = await recogniseReader(desk, { lang: undefined, acceptLanguage });
  const goodThrough = dayIn(business.zone, expiresAt);
  const letter = wayInLetter({ kind, name, email, link, goodThrough }, { language, business: business.name });
  return (await desk.postToStaff(letter)) ? "sent" : "not_taken";
}

export function staffRoutes(desk: AccessDesk): FastifyPluginAsyncTypebox {
  return async (server) => {
    const list = {
      summary: "Who works here and how they sign in",
      tags,
      response: { 200: Staff, "4xx": Problem },
    };
    server.get("/api/v1/staff", { config, schema: list }, () => readStaff(desk));
    const invite = {
      summary:
        "Invite somebody; the link to set a password with is told this once, and sent where a mail server is named",
      tags,
      body: NewStaffMember,
      response: { 200: MadeLink, "4xx": Problem },
    };
    server.post(
      "/api/v1/staff",
      { config, schema: invite },
      async ({ body, caller, protocol, host, headers }) =>
        told(desk, await inviteStaff(desk, body, byOf(caller)), { protocol, host, headers }),
    );
    const patch = {
      summary: "Change somebody's role, offices or e-mail, or close their account",
      tags,
      params: StaffPath,
      body: StaffPatch,
      response: { 200: StaffMember, "4xx": Problem },
    };
    server.patch("/api/v1/staff/:id", { config, schema: patch }, async ({ params, body, caller }) => {
      const changed = await changeStaff(desk, params.id, body, byOf(caller));
      desk.recognition.forget();
      return changed;
    });
    const link = {
      summary: "A new link to set a password with; the one before leads nowhere any more",
      tags,
      params: StaffPath,
      body: NewLink,
      response: { 200: MadeLink, "4xx": Problem },
    };
    server.post(
      "/api/v1/staff/:id/link",
      { config, schema: link },
      async ({ params, body, caller, protocol, host, headers }) => {
        const asked = { by: byOf(caller), forgetFactor: body.forgetSecondFactor };
        const made = await sendLink(desk, params.id, asked);
        desk.recognition.forget();
        return told(desk, made, { protocol, host, headers });
      },
    );
  };
}

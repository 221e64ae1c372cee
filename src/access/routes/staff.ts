/** Staff over HTTP: for those who let people in. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
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
import type { AccessDesk } from "./access-desk.ts";

const tags = ["access"];
const config = { right: "staff.manage" } as const;

const byOf = (caller: Caller | undefined): By =>
  caller?.kind === "staff" ? { id: caller.id, role: caller.role } : undefined;

const told = ({ staffMember, token, expiresAt }: OpenedWay): MadeLink => ({
  staffMember,
  path: `/invitation/${token}`,
  expiresAt: expiresAt.toString(),
});

export function staffRoutes(desk: AccessDesk): FastifyPluginAsyncTypebox {
  return async (server) => {
    const list = {
      summary: "Who works here and how they sign in",
      tags,
      response: { 200: Staff, "4xx": Problem },
    };
    server.get("/api/v1/staff", { config, schema: list }, () => readStaff(desk));
    const invite = {
      summary: "Invite somebody; the link to set a password with is told this once",
      tags,
      body: NewStaffMember,
      response: { 200: MadeLink, "4xx": Problem },
    };
    server.post("/api/v1/staff", { config, schema: invite }, async ({ body, caller }) =>
      told(await inviteStaff(desk, body, byOf(caller))),
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
    server.post("/api/v1/staff/:id/link", { config, schema: link }, async ({ params, body, caller }) => {
      const asked = { by: byOf(caller), forgetFactor: body.forgetSecondFactor };
      const made = await sendLink(desk, params.id, asked);
      desk.recognition.forget();
      return told(made);
    });
  };
}

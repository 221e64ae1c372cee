/** Calls as operators take and end them, and complaints, over HTTP. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { recogniseReader } from "../business/actions/recognise-reader.ts";
import { CreationHeaders } from "../clients/change-contract.ts";
import { ClientPath } from "../clients/contract.ts";
import type { ClientDesk } from "../clients/desk.ts";
import { fullName } from "../clients/person-name.ts";
import { Problem } from "../kernel/wire.ts";
import { closeComplaint, openComplaint, readComplaint } from "./actions/keep-complaints.ts";
import { dialCall, giveLine, keepLine, readOperators } from "./actions/dial-call.ts";
import { recordOutcome } from "./actions/record-outcome.ts";
import { giveBackCall, keepCall, takeCall } from "./actions/take-call.ts";
import {
  CallLanguage,
  ClosedComplaint,
  Complaint,
  ComplaintPath,
  Complaints,
  ComplaintsQuery,
  DialBody,
  Dialled,
  KeepBody,
  Lease,
  Line,
  LineBody,
  NewComplaint,
  NewLine,
  NextCall,
  Outcome,
  Operators,
  OutcomeRecorded,
  StaffBody,
  StaffPath,
  TakeBody,
  TouchPath,
} from "./contract.ts";
import { tellCall } from "./tell-call.ts";
import type { Dial } from "./telephony/click-to-call.ts";
import { loadComplaints, type ComplaintRow } from "./store/left-behind.ts";

const tags = ["calls"];

const config = { right: "calls.make" } as const;

export interface CallDesk extends ClientDesk {
  /** Asks the telephone exchange; undefined where none is connected. */
  dial?: Dial | undefined;
}

export function callRoutes(desk: CallDesk): FastifyPluginAsyncTypebox {
  return async (server) => {
    await server.register(takingRoutes(desk));
    await server.register(endingRoute(desk));
    await server.register(diallingRoutes(desk));
    await server.register(complaintRoutes(desk));
  };
}

function takingRoutes(desk: ClientDesk): FastifyPluginAsyncTypebox {
  return async (server) => {
    server.post(
      "/api/v1/calls/claim",
      {
        config,
        schema: {
          summary:
            "The next best call, taken so that nobody else calls this person; null where there is none",
          tags,
          querystring: CallLanguage,
          body: TakeBody,
          response: { 200: NextCall, "4xx": Problem },
        },
      },
      async ({ body, query, headers }) => {
        const asked = { lang: query.lang, acceptLanguage: headers["accept-language"] };
        const call = await takeCall(desk, body);
        return { call: call ? tellCall(call, await recogniseReader(desk, asked)) : null };
      },
    );
    server.post(
      "/api/v1/calls/:touch/keep",
      {
        config: { ...config, audit: "nothing" },
        schema: {
          summary: "The operator is still talking: the call stays theirs for a while longer",
          tags,
          params: TouchPath,
          body: KeepBody,
          response: { 200: Lease, "4xx": Problem },
        },
      },
      async ({ params, body }) => {
        const { leaseUntil, stands } = await keepCall(desk, { ...params, ...body });
        return { leaseUntil: leaseUntil.toString(), stands };
      },
    );
    server.post(
      "/api/v1/calls/:touch/give-back",
      {
        config,
        schema: {
          summary: "Nobody was called: the next operator gets it. Answers the call there is then: none",
          tags,
          params: TouchPath,
          body: StaffBody,
          response: { 200: NextCall, "4xx": Problem },
        },
      },
      async ({ params, body }) => {
        await giveBackCall(desk, { ...params, ...body });
        return { call: null };
      },
    );
  };
}

function endingRoute(desk: ClientDesk): FastifyPluginAsyncTypebox {
  return async (server) => {
    server.post(
      "/api/v1/calls/:touch/outcome",
      {
        config,
        schema: {
          summary: "How a call ended and what was said, as facts",
          tags,
          params: TouchPath,
          headers: CreationHeaders,
          body: Outcome,
          response: { 200: OutcomeRecorded, "4xx": Problem },
        },
      },
      ({ params, headers, body }) =>
        recordOutcome(desk, { touch: params.touch, key: headers["idempotency-key"], input: body }),
    );
  };
}

function diallingRoutes(desk: CallDesk): FastifyPluginAsyncTypebox {
  return async (server) => {
    const dial = {
      summary: "The operator dials; where a telephone exchange is connected, it rings both ends",
      tags,
      params: TouchPath,
      body: DialBody,
      response: { 200: Dialled, "4xx": Problem, "5xx": Problem },
    };
    server.post("/api/v1/calls/:touch/dial", { config, schema: dial }, async ({ params, body }) => ({
      dialled: await dialCall(desk, { ...params, ...body, dial: desk.dial }),
    }));
    const line = {
      summary: "The line the telephone exchange rings for this operator",
      tags,
      body: LineBody,
      response: { 200: Line, "4xx": Problem },
    };
    server.put("/api/v1/calls/line", { config, schema: line }, async ({ body }) => ({
      line: await keepLine(desk, body),
    }));
    const operators = {
      summary: "Operators: who is on the phone, and what everybody has done today",
      tags,
      response: { 200: Operators },
    };
    const dials = desk.dial !== undefined;
    server.get("/api/v1/operators", { config, schema: operators }, () => readOperators(desk, dials));
    const given = {
      summary: "The line the telephone exchange rings for an operator",
      tags,
      params: StaffPath,
      body: NewLine,
      response: { 200: Operators, "4xx": Problem },
    };
    server.put(
      "/api/v1/operators/:staffMember/line",
      { config: { right: "business.change" }, schema: given },
      async ({ params, body }) => {
        await giveLine(desk, { ...params, ...body });
        return readOperators(desk, dials);
      },
    );
  };
}

function complaintRoutes(desk: ClientDesk): FastifyPluginAsyncTypebox {
  return async (server) => {
    server.get(
      "/api/v1/complaints",
      {
        config: { right: "clients.read" },
        schema: {
          summary: "Complaints: the open ones the oldest first, the closed ones the newest first",
          tags,
          querystring: ComplaintsQuery,
          response: { 200: Complaints, "4xx": Problem },
        },
      },
      async ({ query: { office, state = "open", cursor } }) => {
        const { page, next } = await loadComplaints(desk.db, { office, state, cursor });
        return { complaints: page.map(showComplaint), next };
      },
    );
    server.post(
      "/api/v1/clients/:id/complaints",
      {
        config: { right: "clients.change" },
        schema: {
          summary: "Open a complaint; until it is closed nothing is advertised and no gift is offered",
          tags,
          params: ClientPath,
          headers: CreationHeaders,
          body: NewComplaint,
          response: { 200: Complaint, "4xx": Problem },
        },
      },
      async ({ params, headers, body }) => {
        const request = { client: params.id, key: headers["idempotency-key"], input: body };
        return showComplaint(await readComplaint(desk.db, (await openComplaint(desk, request)) ?? ""));
      },
    );
    server.post(
      "/api/v1/complaints/:id/close",
      {
        config: { right: "clients.change" },
        schema: {
          summary: "Close a complaint with what was done about it",
          tags,
          params: ComplaintPath,
          body: ClosedComplaint,
          response: { 200: Complaint, "4xx": Problem },
        },
      },
      async ({ params, body }) => showComplaint(await closeComplaint(desk, { id: params.id, input: body })),
    );
  };
}

const showComplaint = (row: ComplaintRow): Complaint => ({
  id: row.id,
  client: row.client,
  name: fullName(row),
  office: row.officeId === null ? null : { id: row.officeId, name: row.officeName ?? "" },
  touch: row.touch,
  words: row.words,
  openedAt: row.openedAt.toString(),
  openedBy: row.openedBy,
  closedAt: row.closedAt?.toString() ?? null,
  closedBy: row.closedBy,
  closingWords: row.closingWords,
});

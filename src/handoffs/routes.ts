/** Handoffs and the board of planned trips over HTTP. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { recogniseReader } from "../business/actions/recognise-reader.ts";
import { CreationHeaders } from "../clients/change-contract.ts";
import { ClientPath } from "../clients/contract.ts";
import type { ClientDesk } from "../clients/desk.ts";
import { DomainError } from "../kernel/errors.ts";
import { Problem } from "../kernel/wire.ts";
import { acceptHandoff, closeHandoff, handOver, passOnHandoff } from "./actions/hand-over.ts";
import { remind, readReminders, writeNote } from "./actions/remind.ts";
import { readBoard, readHandoffs } from "./actions/read-handoffs.ts";
import {
  AcceptBody,
  Board,
  BoardQuery,
  CloseBody,
  Handoff,
  HandoffPath,
  Handoffs,
  HandoffsQuery,
  NewHandoff,
  NewNote,
  NewReminder,
  Noted,
  PassOnBody,
  Reminders,
  RemindersQuery,
} from "./contract.ts";

const tags = ["handoffs"];

const take = { right: "handoffs.take" } as const;
const read = { right: "handoffs.read" } as const;
const answers = { 200: Handoff, "4xx": Problem };

export function handoffRoutes(desk: ClientDesk): FastifyPluginAsyncTypebox {
  return async (server) => {
    await server.register(handingRoutes(desk));
    await server.register(movingRoutes(desk));
    await server.register(writingRoutes(desk));
  };
}

async function readOne(desk: ClientDesk, id: string | null): Promise<Handoff> {
  const [handoff] = (await readHandoffs(desk, { only: id ?? "" })).handoffs;
  if (!handoff) throw new DomainError("not_found", "There is no such handoff.");
  return handoff;
}

function handingRoutes(desk: ClientDesk): FastifyPluginAsyncTypebox {
  return async (server) => {
    const list = {
      summary: "Clients handed over to managers, the nearest deadline first",
      tags,
      querystring: HandoffsQuery,
      response: { 200: Handoffs, "4xx": Problem },
    };
    server.get("/api/v1/handoffs", { config: read, schema: list }, ({ query }) => readHandoffs(desk, query));
    const hand = {
      summary: "Hand a client over to a manager of their office; who waits already is not handed over twice",
      tags,
      params: ClientPath,
      headers: CreationHeaders,
      body: NewHandoff,
      response: answers,
    };
    server.post(
      "/api/v1/clients/:id/handoffs",
      { config: { right: "calls.make" }, schema: hand },
      async ({ params, headers, body }) =>
        readOne(
          desk,
          await handOver(desk, { client: params.id, key: headers["idempotency-key"], input: body }),
        ),
    );
    const board = {
      summary: "Planned trips, month by month",
      tags,
      querystring: BoardQuery,
      response: { 200: Board, "4xx": Problem },
    };
    server.get("/api/v1/planned-trips", { config: read, schema: board }, ({ query }) =>
      readBoard(desk, query),
    );
  };
}

function movingRoutes(desk: ClientDesk): FastifyPluginAsyncTypebox {
  return async (server) => {
    const accept = {
      summary: "Take a client",
      tags,
      params: HandoffPath,
      body: AcceptBody,
      response: answers,
    };
    server.post("/api/v1/handoffs/:id/accept", { config: take, schema: accept }, async ({ params, body }) => {
      await acceptHandoff(desk, { id: params.id, input: body });
      return readOne(desk, params.id);
    });
    const pass = { ...accept, summary: "Ask another manager to take a client", body: PassOnBody };
    server.post("/api/v1/handoffs/:id/pass-on", { config: take, schema: pass }, async ({ params, body }) => {
      await passOnHandoff(desk, { id: params.id, input: body });
      return readOne(desk, params.id);
    });
    const close = { ...accept, summary: "What came of a handoff", body: CloseBody };
    server.post("/api/v1/handoffs/:id/close", { config: take, schema: close }, async ({ params, body }) => {
      await closeHandoff(desk, { id: params.id, input: body });
      return readOne(desk, params.id);
    });
  };
}

/** Notes and reminders. */
function writingRoutes(desk: ClientDesk): FastifyPluginAsyncTypebox {
  return async (server) => {
    const note = {
      summary: "A note on a client, in the history of what is known",
      tags,
      params: ClientPath,
      headers: CreationHeaders,
      body: NewNote,
      response: { 200: Noted, "4xx": Problem },
    };
    const change = { right: "clients.change" } as const;
    server.post(
      "/api/v1/clients/:id/notes",
      { config: change, schema: note },
      async ({ params, headers, body }) => ({
        id:
          (await writeNote(desk, { client: params.id, key: headers["idempotency-key"], input: body })) ?? "",
      }),
    );
    const reminder = { ...note, summary: "Remind oneself to get in touch with a client", body: NewReminder };
    server.post(
      "/api/v1/clients/:id/reminders",
      { config: take, schema: reminder },
      async ({ params, headers, body }) => ({
        id: await remind(desk, { client: params.id, key: headers["idempotency-key"], input: body }),
      }),
    );
    const reminders = {
      summary: "One's own reminders, and what etiquette says of those whose day has come",
      tags,
      querystring: RemindersQuery,
      response: { 200: Reminders, "4xx": Problem },
    };
    server.get("/api/v1/reminders", { config: take, schema: reminders }, async ({ query, headers }) => {
      const asked = { lang: query.lang, acceptLanguage: headers["accept-language"] };
      const { language } = await recogniseReader(desk, asked);
      return readReminders(desk, { staffMember: query.staffMember, language });
    });
  };
}

/**
 * Every look at a client's data is on record before the answer leaves; an answer whose look cannot be recorded does not.
 * Whatever answers under a client's address is a look, so that a new route cannot be forgotten; lists are named here.
 */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { recordLook } from "../clients/actions/record-look.ts";
import type { Connection } from "../database/sql.ts";
import type { Clock } from "../kernel/clock.ts";

const underClient = "/api/v1/clients/:id";
/** Tells who looked, and nothing about the client. */
const noLook = `${underClient}/views`;

/** Of a list that names people: whom it showed. */
const lists: Record<string, { what: string; clients(answer: never): (string | null)[] }> = {
  "GET /api/v1/clients": {
    what: "found",
    clients: ({ clients }: { clients: { id: string }[] }) => clients.map(({ id }) => id),
  },
  "GET /api/v1/segments/:name/clients": {
    what: "segment",
    clients: ({ clients }: { clients: { id: string }[] }) => clients.map(({ id }) => id),
  },
  "GET /api/v1/calls": {
    what: "calls",
    clients: ({ calls }: { calls: { client: string }[] }) => calls.map(({ client }) => client),
  },
  "GET /api/v1/touches": {
    what: "touches",
    clients: ({ touches }: { touches: { client: string }[] }) => touches.map(({ client }) => client),
  },
  "GET /api/v1/cards": {
    what: "cards",
    clients: ({ cards }: { cards: { client: string }[] }) => cards.map(({ client }) => client),
  },
  "GET /api/v1/demands": {
    what: "demands",
    clients: ({ demands }: { demands: { client: string }[] }) => demands.map(({ client }) => client),
  },
};

const staffMember = { type: "string", format: "uuid", description: "Who looks." };

/** A month of a card tells where its owner was and what they bought. */
const statement = "/api/v1/cards/:number/statements/:month";

export function recordLooks(server: FastifyInstance, { db, clock }: { db: Connection; clock: Clock }): void {
  server.addHook("onRoute", (route) => {
    if (route.method !== "GET" || !isLook("GET", route.url)) return;
    const { querystring } = (route.schema ?? {}) as { querystring?: { properties?: object } };
    route.schema = {
      ...route.schema,
      querystring: {
        ...querystring,
        type: "object",
        properties: { ...querystring?.properties, staffMember },
      },
    };
  });
  server.addHook("preSerialization", async (request, reply, answer) => {
    if (reply.statusCode === 200) await look({ db, clock }, request, answer);
    return answer;
  });
  // What is no JSON passes no serialization.
  server.addHook("onSend", async (request, reply, payload) => {
    const isText = typeof payload === "string" && !String(reply.getHeader("content-type")).includes("json");
    if (reply.statusCode === 200 && (isText || typeof payload !== "string"))
      await look({ db, clock }, request, undefined);
    return payload;
  });
}

const isLook = (method: string, url: string): boolean =>
  `${method} ${url}` in lists || isOfClient(url) || (method === "GET" && url.startsWith(statement));
const isOfClient = (url: string): boolean => url.startsWith(underClient) && url !== noLook;

async function look(
  work: { db: Connection; clock: Clock },
  request: FastifyRequest,
  answer: unknown,
): Promise<void> {
  const url = request.routeOptions.url ?? "";
  const shown = lists[`${request.method} ${url}`];
  const who = { staffMember: staffOf(request) };
  if (shown) {
    const clients = shown.clients(answer as never).filter((id) => id !== null);
    await recordLook(work, { ...who, what: shown.what, clients });
  } else if (isOfClient(url)) {
    const { id } = request.params as { id: string };
    await recordLook(work, { ...who, what: whatOf(request.method, url), client: id });
  } else if (url.startsWith(statement)) {
    const { number } = request.params as { number: string };
    await recordLook(work, { ...who, what: "statement", card: number });
  }
}

/** `page`, `timeline`, `export`; of a change its own name: the answer shows the client. */
function whatOf(method: string, url: string): string {
  const rest = url
    .slice(underClient.length + 1)
    .split("/")[0]
    ?.replace(/\..*$/, "");
  const part = rest === "" || rest === undefined ? "page" : rest;
  return method === "GET" ? part : `change of ${part}`;
}

/** Where the request names one: until there is sign-in nobody else can. */
function staffOf({ query, body }: FastifyRequest): string | null {
  for (const part of [query, body]) {
    const named = (part as { staffMember?: unknown } | null | undefined)?.staffMember;
    if (typeof named === "string") return named;
  }
  return null;
}

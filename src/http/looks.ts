/**
 * Every look at a client's data is on record before the answer leaves; an answer whose look cannot be recorded does not.
 * Whatever answers under a client's address is a look, and so is whatever names clients, so that a new route cannot be
 * forgotten. A list is one row.
 */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { openLookBook, type LookBook } from "../clients/actions/record-look.ts";
import type { Connection } from "../database/sql.ts";
import type { Clock } from "../kernel/clock.ts";
import { whoAsks } from "./who.ts";

const underClient = "/api/v1/clients/:id";
/** Tells who looked, and nothing about the client. */
const noLook = `${underClient}/views`;
/** A month of a card tells where its owner was and what they bought. */
const statement = "/api/v1/cards/:number/statements/:month";

const staffMember = { type: "string", format: "uuid", description: "Who looks." };

export function recordLooks(server: FastifyInstance, work: { db: Connection; clock: Clock }): void {
  const looks = openLookBook(work);
  server.addHook("onRoute", (route) => {
    if (route.method !== "GET" || !route.url.startsWith("/api/v1/") || !route.schema) return;
    const { querystring } = route.schema as { querystring?: { properties?: object } };
    if (querystring === undefined && !isOfClient(route.url) && !route.url.startsWith(statement)) return;
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
    if (reply.statusCode === 200) await look(looks, request, answer);
    return answer;
  });
  // What is no JSON passes no serialization.
  server.addHook("onSend", async (request, reply, payload) => {
    const isText = typeof payload === "string" && !String(reply.getHeader("content-type")).includes("json");
    if (reply.statusCode === 200 && (isText || typeof payload !== "string"))
      await look(looks, request, undefined);
    return payload;
  });
}

const isOfClient = (url: string): boolean => url.startsWith(underClient) && url !== noLook;

async function look(looks: LookBook, request: FastifyRequest, answer: unknown): Promise<void> {
  const url = request.routeOptions.url ?? "";
  if (!url.startsWith("/api/v1/") || url === noLook) return;
  const who = whoAsks(request);
  if (isOfClient(url)) {
    const { id } = request.params as { id: string };
    await Promise.all(partsShown(request, url).map((what) => looks.record({ ...who, what, client: id })));
  } else if (url.startsWith(statement)) {
    const { number } = request.params as { number: string };
    await looks.record({ ...who, what: "statement", card: number });
  } else {
    const clients = clientsNamedIn(answer);
    const what = partOf(url.slice("/api/v1".length));
    if (clients.length > 0)
      await looks.record({ ...who, what: what === "clients" ? "found" : what, clients });
  }
}

/** What a page of a client's shows: itself, and the line of time where it was asked for with it. */
function partsShown({ method, query }: FastifyRequest, url: string): string[] {
  if (method !== "GET") return ["changed"];
  const part = partOf(url.slice(underClient.length));
  if (part !== "") return [part];
  return (query as { with?: string }).with === "timeline" ? ["page", "timeline"] : ["page"];
}

/** The first word of an address: `timeline`, `export`, `calls`. */
const partOf = (rest: string): string => rest.split("/")[1]?.replace(/\..*$/, "") ?? "";

const deepest = 4;

/** Whom an answer names: `client` beside a name, or those of a list of clients with theirs. */
function clientsNamedIn(answer: unknown, depth = 0): string[] {
  if (typeof answer !== "object" || answer === null || depth > deepest) return [];
  if (Array.isArray(answer)) return answer.flatMap((part) => clientsNamedIn(part, depth + 1));
  const { client, name, owner, clients, ...rest } = answer as Record<string, unknown>;
  const own = typeof client === "string" && typeof (name ?? owner) === "string" ? [client] : [];
  const listed = Array.isArray(clients)
    ? (clients as { id?: unknown; name?: unknown }[]).flatMap((one) =>
        typeof one.id === "string" && typeof one.name === "string" ? [one.id] : [],
      )
    : [];
  return [...own, ...listed, ...Object.values(rest).flatMap((part) => clientsNamedIn(part, depth + 1))];
}

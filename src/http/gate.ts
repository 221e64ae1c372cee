/**
 * The one place that lets a request in: every route of the API says in its config what it needs, and a route that says
 * nothing is open to nobody.
 */
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Recognition } from "../access/actions/recognise-caller.ts";
import { actorFor, officeFor, refuseUnlessMay, type Caller, type RouteRight } from "../access/caller.ts";
import { acceptedLanguage } from "../business/reader.ts";
import { DomainError } from "../kernel/errors.ts";
import type { Language } from "../kernel/language.ts";

/** Where a request names the office it is for. */
export type OfficePlace = "body" | "query" | "params";

declare module "fastify" {
  interface FastifyContextConfig {
    right?: RouteRight;
    /** The request is for an office, named here: somebody bound to offices acts at their own only. */
    office?: OfficePlace;
  }
  interface FastifyRequest {
    caller: Caller | undefined;
    /** Throws `forbidden` where what is asked happens at an office that is not one of the sender's own. */
    readonly refuseElsewhere: (office: string) => void;
  }
}

const api = "/api/v1/";
const isOfApi = (request: FastifyRequest): boolean => request.routeOptions.url?.startsWith(api) === true;
const languageOfReader = (request: FastifyRequest): Language =>
  acceptedLanguage(request.headers["accept-language"]) ?? "ru";

export function openGate(server: FastifyInstance, recognition: Recognition): void {
  server.decorateRequest("caller", undefined);
  server.decorateRequest("refuseElsewhere", {
    getter() {
      return (office) => {
        if (this.caller) officeFor(this.caller, office, languageOfReader(this));
      };
    },
  });
  server.addHook("onRequest", async (request, reply) => {
    if (!isOfApi(request)) return;
    const { right } = request.routeOptions.config;
    if (right === undefined)
      throw new DomainError("forbidden", "This address says of nobody that they may use it.");
    if (right === "anyone") return;
    const { authorization, cookie } = request.headers;
    const { caller, cookies } = await recognition.recognise({ authorization, cookie });
    if (cookies.length > 0) reply.header("set-cookie", cookies);
    if (!caller) reply.header("www-authenticate", "Bearer");
    refuseUnlessMay(caller, right, languageOfReader(request));
    request.caller = caller;
  });
  server.addHook("preValidation", async (request) => {
    const { caller } = request;
    if (caller) fillIn(request, caller);
  });
}

type Part = Record<string, unknown> | null | undefined;

/** Who acts, and at which office, where the request leaves it to whoever is signed in. */
function fillIn(request: FastifyRequest, caller: Caller): void {
  const language = languageOfReader(request);
  for (const name of ["body", "query"] as const) {
    const part = request[name] as Part;
    if (!takes(request, name, "staffMember")) continue;
    if (!isObject(part)) continue;
    const actor = actorFor(caller, textIn(part, "staffMember"), language);
    if (actor !== undefined) part["staffMember"] = actor;
  }
  const where = request.routeOptions.config.office;
  if (where === undefined) return;
  const part = request[where] as Part;
  if (!isObject(part)) return;
  const office = officeFor(caller, textIn(part, "office"), language);
  if (office !== undefined && office !== null) part["office"] = office;
}

const isObject = (part: Part): part is Record<string, unknown> =>
  typeof part === "object" && part !== null && !Array.isArray(part);

/** What is no text is left to the schema, which refuses it. */
const textIn = (part: Record<string, unknown>, field: string): string | undefined =>
  typeof part[field] === "string" ? part[field] : undefined;

function takes(request: FastifyRequest, part: "body" | "query", field: string): boolean {
  const schema = request.routeOptions.schema as
    Record<string, { properties?: Record<string, unknown> } | undefined> | undefined;
  return schema?.[part === "query" ? "querystring" : part]?.properties?.[field] !== undefined;
}

/** Every request that changed something is on record: who, when, by which route, what its address named. */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { openAuditBook } from "../access/actions/record-changes.ts";
import type { AuditLine } from "../access/store/audit.ts";
import type { Connection } from "../database/sql.ts";
import type { Clock } from "../kernel/clock.ts";
import { newId } from "../kernel/ids.ts";
import type { Log } from "../kernel/log.ts";
import { whoAsks } from "./who.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /**
     * What a POST leaves in the audit where it is not an ordinary change: `nothing`, because it only asks; `soon`, because
     * tills wait for it and the ledger tells of it anyway.
     */
    audit?: "nothing" | "soon";
  }
}

const underClient = /^\/api\/v1\/clients\/:id(\/|$)/;

export function auditChanges(
  server: FastifyInstance,
  { db, clock, log }: { db: Connection; clock: Clock; log: Log },
): void {
  const book = openAuditBook(db, log);
  server.addHook("onSend", async (request, reply, payload) => {
    const { audit } = request.routeOptions.config;
    if (!request.caller || reply.statusCode >= 400 || request.method === "GET" || request.method === "HEAD")
      return payload;
    if (audit === "nothing") return payload;
    const line = lineOf(request, clock.now());
    if (audit === "soon") book.writeSoon(line);
    else await book.write(line);
    return payload;
  });
  server.addHook("onClose", () => book.close());
}

function lineOf(request: FastifyRequest, at: Temporal.Instant): AuditLine {
  const { method, routeOptions, params } = request;
  const route = routeOptions.url ?? "";
  const subject = Object.fromEntries(
    Object.entries((params ?? {}) as Record<string, unknown>).filter(
      (pair): pair is [string, string] => typeof pair[1] === "string",
    ),
  );
  return {
    id: newId(),
    at,
    ...whoAsks(request),
    method,
    route,
    subject,
    client: underClient.test(route) ? (subject["id"] ?? null) : null,
  };
}

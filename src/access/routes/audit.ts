import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { RouteContext } from "../../business/reader.ts";
import { Problem } from "../../kernel/wire.ts";
import { readAudit } from "../actions/read-audit.ts";
import { Audit, AuditQuery } from "../audit-contract.ts";

export function auditRoutes({ db }: RouteContext): FastifyPluginAsyncTypebox {
  return async (server) => {
    const schema = {
      summary: "Who changed what and who looked at whom, the newest first",
      tags: ["access"],
      querystring: AuditQuery,
      response: { 200: Audit, "4xx": Problem },
    };
    server.get("/api/v1/audit", { config: { right: "audit.read" }, schema }, ({ query }) =>
      readAudit(db, query),
    );
  };
}

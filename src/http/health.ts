/** Whether the program answers and its database with it. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { loadSettings } from "../business/store.ts";
import type { Connection } from "../database/sql.ts";
import { DomainError } from "../kernel/errors.ts";
import { Problem } from "../kernel/wire.ts";
import { version } from "./version.ts";

const Health = Type.Object({ status: Type.Literal("ok"), version: Type.String() });

export function healthRoutes(db: Connection): FastifyPluginAsyncTypebox {
  return async (server) => {
    const schema = {
      summary: "Whether the program and its database answer",
      tags: ["program"],
      response: { 200: Health, 503: Problem },
    };
    server.get("/api/v1/health", { config: { right: "anyone" }, schema }, async () => {
      try {
        await loadSettings(db);
      } catch (cause) {
        throw new DomainError("database_unreachable", "The database does not answer.", { cause });
      }
      return { status: "ok" as const, version };
    });
  };
}

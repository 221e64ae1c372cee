/** API keys over HTTP. */
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Problem } from "../../kernel/wire.ts";
import { addKey, endKey, readKeys } from "../actions/keep-api-keys.ts";
import { ApiKey, ApiKeyPath, ApiKeys, MadeApiKey, NewApiKey } from "../key-contract.ts";
import { scopes } from "../rights.ts";
import type { AccessDesk } from "./access-desk.ts";

const tags = ["access"];
const config = { right: "keys.manage" } as const;

export function apiKeyRoutes(desk: AccessDesk): FastifyPluginAsyncTypebox {
  return async (server) => {
    const list = {
      summary: "The keys of other programs, and what a key can be given",
      tags,
      response: { 200: ApiKeys, "4xx": Problem },
    };
    server.get("/api/v1/api-keys", { config, schema: list }, async () => ({
      keys: await readKeys(desk.db),
      scopes: [...scopes],
    }));
    const add = {
      summary: "Make a key; its text is told this once",
      tags,
      body: NewApiKey,
      response: { 200: MadeApiKey, "4xx": Problem },
    };
    server.post("/api/v1/api-keys", { config, schema: add }, ({ body, caller }) =>
      addKey(desk, body, caller?.kind === "staff" ? caller.id : null),
    );
    const revoke = {
      summary: "Take a key out of use for good",
      tags,
      params: ApiKeyPath,
      response: { 200: ApiKey, "4xx": Problem },
    };
    server.delete("/api/v1/api-keys/:id", { config, schema: revoke }, async ({ params }) => {
      const key = await endKey(desk, params.id);
      desk.recognition.forget();
      return key;
    });
  };
}

/** Every route of the API as its own description lists it. */
import type { FastifyInstance } from "fastify";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface Route {
  method: Method;
  /** As in the description: `/api/v1/clients/{id}`. */
  path: string;
  /** What it asks of whoever comes. */
  right: string;
  /** Where it names the office it is for. */
  office: "body" | "query" | "params" | undefined;
  /** It can name an office, whatever for. */
  takesOffice: boolean;
  /** Where it can name the staff member who acts. */
  names: "body" | "query" | undefined;
  /** Its answer never ends: whoever is let in would wait for it. */
  streams: boolean;
}

interface Operation {
  "x-right": string;
  "x-office"?: Route["office"];
  responses: Record<string, { content?: Record<string, unknown> }>;
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema: { properties?: Record<string, unknown> } }> };
}

export async function routesOf(server: FastifyInstance): Promise<Route[]> {
  const api = (await server.inject("/api/v1/openapi.json")).json<{
    paths: Record<string, Record<string, Operation>>;
  }>();
  return Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase() as Method,
      path,
      right: operation["x-right"],
      office: operation["x-office"],
      takesOffice: takes(operation, "office") !== undefined,
      names: namesStaff(operation),
      streams: operation.responses["200"]?.content?.["text/event-stream"] !== undefined,
    })),
  );
}

const nobody = "00000000-0000-7000-8000-000000000000";

/** An address of the route; whom or what it names does not exist. */
export const addressOf = ({ path }: Route): string => path.replaceAll(/\{\w+\}/g, nobody);

function namesStaff(operation: Operation): Route["names"] {
  const place = takes(operation, "staffMember");
  return place === "body" || place === "query" ? place : undefined;
}

function takes({ parameters = [], requestBody }: Operation, field: string): string | undefined {
  const bodies = Object.values(requestBody?.content ?? {});
  if (bodies.some(({ schema }) => schema.properties?.[field] !== undefined)) return "body";
  return parameters.find(({ name }) => name === field)?.in;
}

/** OpenAPI 3.1 from the contracts of the routes, at /api/v1/openapi.json. */
import swagger from "@fastify/swagger";
import type { FastifyContextConfig, FastifyInstance, FastifySchema } from "fastify";
import { version } from "./version.ts";

export async function describeApi(server: FastifyInstance): Promise<void> {
  await server.register(swagger, {
    transform: ({ schema, url, route }) => ({ url, schema: withAccess(schema, route.config) }),
    openapi: {
      components: {
        securitySchemes: {
          key: { type: "http", scheme: "bearer", description: "An API key: `povod_…`." },
          session: { type: "apiKey", in: "cookie", name: "povod.session_token" },
        },
      },
      security: [{ key: [] }, { session: [] }],
      openapi: "3.1.0",
      info: {
        title: "Povod",
        version,
        description: "What happens today and why, everything known about a client, and cards at the till.",
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      servers: [{ url: "/" }],
      tags: [
        { name: "business", description: "Whose Povod this is" },
        { name: "today", description: "The plan of a day, the calls, and the lists behind the numbers" },
        { name: "calls", description: "Calls as operators take and end them, and complaints" },
        {
          name: "etiquette",
          description: "The figures of the etiquette, and how long operators are on the phone",
        },
        { name: "clients", description: "Finding a client and everything about one" },
        { name: "imports", description: "Files of clients: look at them, let them in, take them back" },
        {
          name: "cards",
          description: "Selling, presenting and spending; every write is idempotent by its key",
        },
        {
          name: "chains",
          description: "What is done about each kind of occasion: drafted, tried, switched on",
        },
        { name: "desk", description: "Whoever comes to an office, whole, by what was typed or scanned" },
        { name: "reports", description: "The owner's numbers about bonuses and cards" },
        { name: "webhooks", description: "Telling other systems what happens here; Standard Webhooks" },
        { name: "access", description: "Signing in: who is here, and what they may" },
        { name: "demo", description: "Only in the demo network" },
        { name: "program", description: "The program itself" },
      ],
    },
  });
  server.get("/api/v1/openapi.json", { config: { right: "anyone" }, schema: { hide: true } }, async () =>
    server.swagger(),
  );
}

type Described = FastifySchema & Record<string, unknown>;

/** Which right a route asks, where its office is named, and that whoever is signed in need not name themselves. */
function withAccess(schema: FastifySchema | undefined, config: FastifyContextConfig | undefined): Described {
  const described: Described = { ...schema, "x-right": config?.right ?? "nobody" };
  if (config?.right === "anyone") described["security"] = [];
  if (config?.office) described["x-office"] = config.office;
  for (const part of ["body", "querystring"] as const) {
    const shape = described[part] as { required?: string[] } | undefined;
    if (shape?.required?.includes("staffMember"))
      described[part] = { ...shape, required: shape.required.filter((field) => field !== "staffMember") };
  }
  return described;
}

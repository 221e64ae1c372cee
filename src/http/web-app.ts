/** Serves the built screens; every address that is not the API and not a file is the app's own to route. */
import fastifyStatic from "@fastify/static";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { DomainError } from "../kernel/errors.ts";

export const builtScreens = fileURLToPath(new URL("../../web/dist/", import.meta.url));

const notBuilt = `<!doctype html><meta charset="utf-8"><title>Povod</title>
<body style="font:16px/1.5 sans-serif;max-width:34rem;margin:12vh auto;padding:0 1rem">
<h1 style="font-size:1.4rem">Экраны ещё не собраны</h1>
<p lang="ru">Программа работает, но её страницы не собраны. Выполните <code>npm run build:web</code> и обновите страницу.</p>
<h1 style="font-size:1.4rem" lang="en">The screens are not built yet</h1>
<p lang="en">The program runs, but its pages are missing. Run <code>npm run build:web</code> and reload.</p>`;

export async function serveScreens(server: FastifyInstance, folder: string): Promise<void> {
  const index = join(folder, "index.html");
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  await server.register(fastifyStatic, {
    root: folder,
    cacheControl: false,
    index: "index.html",
    preCompressed: true,
    schemaHide: true,
    setHeaders(reply, path) {
      reply.header("vary", "accept-encoding");
      // Names of built files carry a hash of their content; the page that names them must be fresh.
      reply.header(
        "cache-control",
        path.includes("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
      );
    },
  });
  server.setNotFoundHandler(async (request, reply) => {
    if (!isPage(request)) throw new DomainError("not_found", "There is nothing at this address.");
    if (existsSync(index)) return reply.sendFile("index.html");
    return reply
      .code(503)
      .type("text/html; charset=utf-8")
      .header("cache-control", "no-store")
      .send(notBuilt);
  });
}

/** A page of the app has no dot in its last part; a missing file is missing, not the app. */
function isPage(request: FastifyRequest): boolean {
  const path = request.url.split("?")[0] ?? "/";
  if (request.method !== "GET" && request.method !== "HEAD") return false;
  return path !== "/api" && !path.startsWith("/api/") && !/\.[^/]*$/.test(path);
}

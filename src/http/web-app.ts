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
  const has = (file: string) => existsSync(join(folder, file));
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  await server.register(fastifyStatic, {
    root: folder,
    cacheControl: false,
    index: false,
    // A folder is no file, the root neither: pages are handed out below.
    allowedPath: (path) => !path.endsWith("/"),
    preCompressed: true,
    schemaHide: true,
    setHeaders(reply, path) {
      reply.header("vary", path.includes(".html") ? "accept-encoding, cookie" : "accept-encoding");
      // Names of built files carry a hash of their content; the page that names them must be fresh.
      reply.header(
        "cache-control",
        path.includes("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
      );
    },
  });
  // Asked for by its address alone a file costs a listing of its folder, hundreds of names, forty times a page.
  server.get<{ Params: { name: string } }>(
    "/assets/:name(^[\\w.-]+$)",
    { schema: { hide: true } },
    async ({ params }, reply) => reply.sendFile(`assets/${params.name}`),
  );
  server.setNotFoundHandler(async (request, reply) => {
    if (!isPage(request)) throw new DomainError("not_found", "There is nothing at this address.");
    if (isOutside(request) && has("outside.html")) return reply.sendFile("outside.html");
    if (has("index.html")) return reply.sendFile("index.html");
    return reply
      .code(503)
      .type("text/html; charset=utf-8")
      .header("cache-control", "no-store")
      .send(notBuilt);
  });
}

/**
 * Whoever has no session, or follows an invitation or the link of a letter, is shown no frame that would give way to something else. Whether the
 * session still holds is for the API to say: the page itself has nothing to hide.
 */
function isOutside({ url, headers }: FastifyRequest): boolean {
  return /^\/(?:invitation|stop)\//.test(url) || !/\bpovod\.session_token=/.test(headers.cookie ?? "");
}

/** A page of the app has no dot in its last part; a missing file is missing, not the app. */
function isPage(request: FastifyRequest): boolean {
  const path = request.url.split("?")[0] ?? "/";
  if (request.method !== "GET" && request.method !== "HEAD") return false;
  return path !== "/api" && !path.startsWith("/api/") && !/\.[^/]*$/.test(path);
}

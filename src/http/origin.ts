/**
 * A page elsewhere cannot make a browser change anything here, whatever cookies go along. Every browser of today says
 * where a request comes from; what says nothing is no browser and has no cookie that it did not mean to send.
 */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { DomainError } from "../kernel/errors.ts";

export function refuseForeignOrigins(server: FastifyInstance): void {
  server.addHook("onRequest", (request, _, done) => {
    if (["GET", "HEAD", "OPTIONS"].includes(request.method) || isOwn(request)) return done();
    done(new DomainError("forbidden", "This request comes from a page of another origin."));
  });
}

function isOwn({ headers, host }: FastifyRequest): boolean {
  const site = headers["sec-fetch-site"];
  if (site === "cross-site" || site === "same-site") return false;
  const { origin } = headers;
  if (origin === undefined) return true;
  // Behind a proxy that speaks TLS the scheme is its own; the host has to be ours.
  return URL.canParse(origin) && new URL(origin).host === host;
}

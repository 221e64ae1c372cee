/**
 * A page elsewhere cannot make a browser change anything here, whatever cookies go along. Every browser of today says
 * where a request comes from; what says nothing is no browser and has no cookie that it did not mean to send.
 */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { DomainError } from "../kernel/errors.ts";

export function refuseForeignOrigins(server: FastifyInstance, address: string | undefined): void {
  server.addHook("onRequest", (request, _, done) => {
    if (["GET", "HEAD", "OPTIONS"].includes(request.method) || isOwn(request, address)) return done();
    done(new DomainError("forbidden", "This request comes from a page of another origin."));
  });
}

function isOwn({ headers }: FastifyRequest, address: string | undefined): boolean {
  const site = headers["sec-fetch-site"];
  if (site === "cross-site" || site === "same-site") return false;
  const { origin } = headers;
  if (origin === undefined) return true;
  return origin === address || (URL.canParse(origin) && new URL(origin).host === headers.host);
}

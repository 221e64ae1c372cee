/** What guards every page: only its own names reach it, and nothing foreign runs in it. */
import type { FastifyInstance } from "fastify";
import { DomainError } from "../kernel/errors.ts";

/**
 * Styles may be inline because the component library writes them at run time; scripts may not.
 * A letter is shown in a sandboxed srcdoc frame, which inherits this policy: no remote image tells its sender anything.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const headers = {
  "content-security-policy": contentSecurityPolicy,
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
} as const;

/** `address`: where people on other machines reach the program; this machine always may. */
export function protect(server: FastifyInstance, address: string | undefined): void {
  const name = address === undefined ? undefined : new URL(address).host;
  const secure = address === undefined ? {} : { "strict-transport-security": "max-age=31536000" };
  server.addHook("onRequest", (request, reply, done) => {
    reply.headers({ ...headers, ...secure });
    const { host } = request.headers;
    if (isLoopbackName(host) || (name !== undefined && host === name)) return done();
    done(
      new DomainError(
        "not_loopback",
        `Povod answers to ${name ?? "localhost, 127.0.0.1 and [::1]"} only. POVOD_ADDRESS names where it is reached.`,
        { place: { field: "Host" } },
      ),
    );
  });
}

/** A foreign name that resolves to this machine is how a web page elsewhere reads a local server (DNS rebinding). */
function isLoopbackName(host: string | undefined): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i.test(host ?? "");
}

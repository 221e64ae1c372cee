/**
 * Posts one message to somebody else's server. An address inside our own network is refused after the name was resolved
 * and before a connection is made, so that no name that changes its address gets behind it. Redirects are not followed.
 */
import { lookup as resolve } from "node:dns";
import http from "node:http";
import https from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { badInput } from "../clients/bad-input.ts";
import type { Answer } from "./retry.ts";

const usualTimeoutMs = 15_000;

export interface PostTerms {
  allowPrivate: boolean;
  timeoutMs?: number | undefined;
}

const inside = new BlockList();
for (const [net, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  inside.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of [
  ["::", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  inside.addSubnet(net, prefix, "ipv6");

const isInside = (address: string): boolean => inside.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, "");
const isThisMachine = (url: URL): boolean => hostOf(url) === "localhost" || /^127\.|^::1$/.test(hostOf(url));

/** Throws `bad_input`. */
export function readAddress(text: string, { allowPrivate }: { allowPrivate: boolean }): string {
  const expected = allowPrivate
    ? "an https address, or http on this machine"
    : "an https address on the public network, without a user or a password";
  if (!URL.canParse(text)) throw badInput("url", expected);
  const url = new URL(text);
  const allowedScheme =
    url.protocol === "https:" || (allowPrivate && url.protocol === "http:" && isThisMachine(url));
  if (!allowedScheme || url.username !== "" || url.password !== "") throw badInput("url", expected);
  const host = hostOf(url);
  if (!allowPrivate && (isThisMachine(url) || (isIP(host) !== 0 && isInside(host))))
    throw badInput("url", expected);
  url.hash = "";
  return url.href;
}

class InsideAddress extends Error {}

const guarded: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, "");
    if (addresses.some(({ address }) => isInside(address))) return done(new InsideAddress(), "");
    if (options.all) return done(null, addresses);
    const [first] = addresses;
    return first ? done(null, first.address, first.family) : done(new Error("no address"), "");
  });
};

/** Never throws: what went wrong is part of the answer. */
export async function post(
  address: string,
  { headers, body }: { headers: Record<string, string>; body: string },
  { allowPrivate, timeoutMs = usualTimeoutMs }: PostTerms,
): Promise<Answer> {
  const none = (trouble: string): Answer => ({ status: null, trouble, retryAfter: null });
  const url = new URL(address);
  if (!allowPrivate && isIP(hostOf(url)) !== 0 && isInside(hostOf(url))) return none("private_address");
  const timeout = AbortSignal.timeout(timeoutMs);
  const { promise, resolve: settle } = Promise.withResolvers<Answer>();
  const request = (url.protocol === "http:" ? http : https).request(url, {
    method: "POST",
    headers: {
      ...headers,
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      "user-agent": "Povod-Webhooks",
    },
    signal: timeout,
    ...(allowPrivate ? {} : { lookup: guarded }),
  });
  request.on("response", (response) => {
    settle({
      status: response.statusCode ?? 0,
      trouble: null,
      retryAfter: response.headers["retry-after"] ?? null,
    });
    // What it says is of no interest, and may be endless.
    response.destroy();
  });
  request.on("error", (error) => settle(none(troubleOf(error, timeout))));
  request.end(body);
  return promise;
}

function troubleOf(error: Error, timeout: AbortSignal): string {
  if (error instanceof InsideAddress) return "private_address";
  if (timeout.aborted) return "timeout";
  const { code } = error as NodeJS.ErrnoException;
  return code ?? "unreachable";
}

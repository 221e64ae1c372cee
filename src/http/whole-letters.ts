/**
 * Takes JSON that says text. A letter cut in two (`\ud83d` without its other half), as programs make by cutting a text to a
 * length, is none: a database refuses it, and with it everything else.
 */
import type { FastifyInstance } from "fastify";
import { badInput } from "../clients/bad-input.ts";

/** Nothing but such an escape brings one: bytes that are no letter have been replaced while they were decoded. */
const mayBeCut = /\\u[dD][89a-fA-F]/;

export function refuseCutLetters(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser("error", "error");
  server.removeContentTypeParser("application/json");
  server.addContentTypeParser<string>("application/json", { parseAs: "string" }, (request, text, done) => {
    void parse(request, text, (error: Error | null, body: unknown) => {
      if (error || !mayBeCut.test(text)) return done(error, body);
      const place = cutLetter(body, "");
      done(place === undefined ? null : badInput(place, "whole letters: one is cut in two"), body);
    });
  });
}

/** Where there is one. */
function cutLetter(value: unknown, place: string): string | undefined {
  if (typeof value === "string") return value.isWellFormed() ? undefined : place || "request";
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = key.isWellFormed()
      ? cutLetter(inner, place === "" ? key : `${place}.${key}`)
      : place || "request";
    if (found !== undefined) return found;
  }
  return undefined;
}

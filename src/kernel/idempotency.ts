/** When two commands with one key are the same command. */
import { hash } from "node:crypto";
import { DomainError } from "./errors.ts";

/** Of the content, whatever the order of its fields. */
export const inputHash = (name: string, input: unknown): string =>
  hash("sha256", `${name} ${JSON.stringify(sorted(input))}`);

/** The ETag of what people keep: whoever has read it sees by it that it has changed since. */
export const contentTag = (name: string, content: unknown): string => inputHash(name, content).slice(0, 16);

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, sorted(part)]),
  );
}

/** `what` the key was used for, otherwise than now. */
export const keyConflict = (
  key: string,
  what: "command" | "event" | "grace period" | "request",
): DomainError =>
  new DomainError("idempotency_conflict", `The key ${key} was used for another ${what}.`, {
    place: { field: "idempotency-key" },
  });

/** Where a list goes on: the sort key of the last row shown, opaque to the reader. */
import { DomainError } from "./errors.ts";

export type SortKey = readonly (string | null)[];

export function toCursor(key: SortKey): string {
  return Buffer.from(JSON.stringify(key), "utf8").toString("base64url");
}

/** Throws `bad_input` for anything that this program did not write for a list with such keys. */
export function fromCursor(cursor: string | undefined, parts: readonly RegExp[]): string[] | undefined {
  if (cursor === undefined || cursor === "") return undefined;
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    key = undefined;
  }
  if (Array.isArray(key) && key.length === parts.length && parts.every((part, i) => isPart(key[i], part))) {
    return key as string[];
  }
  throw new DomainError("bad_input", "cursor: expected what the page before gave as `next`.", {
    place: { field: "cursor" },
  });
}

/** A zero character is no text to a database. */
const isPart = (value: unknown, shape: RegExp): boolean =>
  typeof value === "string" && !value.includes("\0") && shape.test(value);

/** The shapes a key's parts can have. */
export const keyPart = {
  day: /^\d{4}-\d{2}-\d{2}$/,
  id: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  moment: /^\d{4}-\d{2}-\d{2}T[0-9:.]{8,18}Z$/,
  number: /^-?\d{1,18}$/,
  text: /^[^]{0,500}$/,
} as const;

/** Of `limit + 1` rows asked for, the page and the key of its last row if there is more. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => SortKey,
): { page: Row[]; next: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { page, next: rows.length > limit && last ? toCursor(keyOf(last)) : null };
}

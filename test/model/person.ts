/** Which records are one person, and who is left alone on purpose: written from the domain, with nothing of the SQL. */
import { createHash } from "node:crypto";
import type { ModelBase, ModelClient } from "./facts.ts";

/** By client: every record of the person, the client's own among them. */
export function peopleOf(base: ModelBase): Map<string, ModelClient[]> {
  const people = new Map(base.clients.map((client) => [client.id, [client]]));
  const together = (one: ModelClient, other: ModelClient) =>
    one.contactPoints.some((a) => other.contactPoints.some((b) => a.kind === b.kind && a.value === b.value));
  for (const one of base.clients) {
    for (const other of base.clients) {
      const here = people.get(one.id) ?? [];
      const there = people.get(other.id) ?? [];
      if (here === there || !together(one, other)) continue;
      const all = [...here, ...there];
      for (const record of all) people.set(record.id, all);
    }
  }
  return people;
}

export function inControlGroup(client: ModelClient, purpose: string, share: number): boolean {
  const hash = createHash("md5").update(`${client.id}/`).digest("hex").slice(0, 8);
  return purpose !== "service" && parseInt(hash, 16) % 10_000 < share;
}

/** Minutes after the hour that opens at which a letter may leave. */
export function spreadMinutes(client: ModelClient, windowMinutes: number): number {
  const minutes = Math.min(120, windowMinutes);
  return parseInt(client.id.slice(-8), 16) % Math.max(minutes, 1);
}

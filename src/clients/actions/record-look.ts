/** A look at what is known of clients: who, when, at what. Throws `bad_input` for somebody who does not work here. */
import type { Connection } from "../../database/sql.ts";
import type { Clock } from "../../kernel/clock.ts";
import { badInput } from "../bad-input.ts";
import { insertView, insertViewOfCard, insertViewOfList, isStaff } from "../store/views.ts";

export type LookAt = { what: string; staffMember: string | null; key?: string | null } & (
  { client: string } | { clients: readonly string[] } | { card: string }
);

export async function recordLook(
  { db, clock }: { db: Connection; clock: Clock },
  look: LookAt,
): Promise<void> {
  const { staffMember, key = null, what } = look;
  if (staffMember !== null && !(await isStaff(db, staffMember)))
    throw badInput("staffMember", "a staff member's id");
  const seen = { what, staffMember, key, at: clock.now() };
  if ("client" in look) await insertView(db, look.client, seen);
  else if ("card" in look) await insertViewOfCard(db, look.card, seen);
  else if (look.clients.length > 0) await insertViewOfList(db, look.clients, seen);
}

/** A look at what is known of clients: who, when, at what. */
import type { Connection } from "../../database/sql.ts";
import type { Clock } from "../../kernel/clock.ts";
import { inBatches } from "../../kernel/in-batches.ts";
import { badInput } from "../bad-input.ts";
import { insertViews, insertViewsOfLists, type Look } from "../store/views.ts";

export type LookAt = { what: string; staffMember: string | null; key?: string | null } & (
  { client: string } | { clients: readonly string[] } | { card: string }
);

export interface LookBook {
  /** Returns when it is on record. Throws `bad_input` for somebody who does not work here. */
  record(look: LookAt): Promise<void>;
}

/** Looks of many readers at once are written together: the disk is waited for once. */
export function openLookBook({ db, clock }: { db: Connection; clock: Clock }): LookBook {
  const write = inBatches((looks: readonly Look[]) => insertViews(db, looks));
  const writeList = inBatches((looks: readonly Look[]) => insertViewsOfLists(db, looks));
  return {
    async record({ key = null, ...look }) {
      const isList = "clients" in look;
      if (isList && look.clients.length === 0) return;
      const isKnown = await (isList ? writeList : write)({ ...look, key, at: clock.now() });
      if (!isKnown) throw badInput("staffMember", "a staff member's id");
    },
  };
}

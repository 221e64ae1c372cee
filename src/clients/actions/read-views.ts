/** Who of the staff looked at a client, and at what. Throws `client_merged`, `not_found`. */
import type { Connection } from "../../database/sql.ts";
import type { Views } from "../demand-contract.ts";
import { loadClient } from "../store/profile.ts";
import { loadViews } from "../store/views.ts";
import type { Static } from "typebox";
import { noSuchClient } from "./no-such-client.ts";

export async function readViews(
  db: Connection,
  asked: { client: string; cursor: string | undefined },
): Promise<Static<typeof Views>> {
  if (!(await loadClient(db, asked.client))) throw await noSuchClient(db, asked.client);
  const { page, next } = await loadViews(db, asked);
  return {
    views: page.map(({ id, at, staffMember, staffName, what }) => ({
      id,
      at: at.toString(),
      staffMember: staffMember === null ? null : { id: staffMember, name: staffName ?? "" },
      what,
    })),
    next,
  };
}

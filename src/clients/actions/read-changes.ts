/** Who changed what about a client, when, from what to what. Throws `client_merged`, `not_found`. */
import type { Connection } from "../../database/sql.ts";
import type { Changes } from "../change-contract.ts";
import { loadChanges } from "../store/changes.ts";
import { loadClient } from "../store/profile.ts";
import { noSuchClient } from "./no-such-client.ts";

export async function readChanges(
  db: Connection,
  asked: { client: string; field: string | undefined; cursor: string | undefined },
): Promise<Changes> {
  if (!(await loadClient(db, asked.client))) throw await noSuchClient(db, asked.client);
  const { page, next } = await loadChanges(db, asked);
  return {
    changes: page.map(({ id, at, staffMember, staffName, source, field, subject, before, after }) => ({
      id,
      at: at.toString(),
      staffMember: staffMember === null ? null : { id: staffMember, name: staffName ?? "" },
      source,
      field,
      subject,
      before,
      after,
    })),
    next,
  };
}

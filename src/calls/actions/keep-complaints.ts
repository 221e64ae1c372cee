/** Complaints: opened for the manager of the client's office, and closed with what was done. */
import { changeClient } from "../../clients/actions/change-client.ts";
import type { ClientDesk } from "../../clients/desk.ts";
import type { Connection, OpenTransaction } from "../../database/sql.ts";
import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { loadFacts } from "../../clients/store/facts.ts";
import type { ClosedComplaint, NewComplaint } from "../contract.ts";
import {
  closeComplaintRow,
  findComplaint,
  insertComplaint,
  type ComplaintRow,
  type NewComplaintRow,
} from "../store/left-behind.ts";

export async function openComplaintIn(
  trx: OpenTransaction,
  complaint: Omit<NewComplaintRow, "id">,
): Promise<string> {
  const id = newId();
  await insertComplaint(trx, { ...complaint, id });
  return id;
}

/** Returns its id. Throws `bad_input`, `idempotency_conflict`, `not_found`. */
export const openComplaint = (
  desk: ClientDesk,
  request: { client: string; key: string; input: NewComplaint },
): Promise<string | null> =>
  changeClient(desk, request, { name: "complaint" }, async ({ trx, now, author, client, input }) => {
    const office = (await loadFacts(trx, [client])).get(client)?.homeOffice ?? null;
    const words = input.words.trim();
    const id = await openComplaintIn(trx, { client, office, touch: null, words, at: now, by: author.name });
    return {
      made: id,
      changes: [{ field: "complaint", subject: id, before: null, after: words }],
    };
  });

/** Closed again it stays as it was closed. Throws `bad_input`, `not_found`. */
export function closeComplaint(
  desk: ClientDesk,
  { id, input }: { id: string; input: ClosedComplaint },
): Promise<ComplaintRow> {
  return desk.db.transaction().execute(async (trx) => {
    const { client, words: before } = await readComplaint(trx, id);
    const inside: ClientDesk = { ...desk, db: trx };
    await changeClient(inside, { client, input }, { name: "close-complaint" }, async ({ now, author }) => {
      const words = input.words.trim();
      const closed = await closeComplaintRow(trx, { client, id, at: now, by: author.name, words });
      return {
        made: null,
        changes: closed ? [{ field: "complaint", subject: id, before, after: words }] : [],
      };
    });
    return readComplaint(trx, id);
  });
}

/** Throws `not_found`. */
export async function readComplaint(db: Connection, id: string): Promise<ComplaintRow> {
  const found = await findComplaint(db, id);
  if (!found) throw new DomainError("not_found", "There is no such complaint.", { place: { field: "id" } });
  return found;
}

/** Whose is this id: our own, or the one the client has outside? */
import { sql, type Connection } from "../../database/sql.ts";
import { DomainError } from "../../kernel/errors.ts";
import { ownerOf } from "./merged.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export interface FoundClient {
  id: string;
  name: string;
}

/** A merged record is its survivor. Throws `not_found`. */
export async function findClient(db: Connection, text: string): Promise<FoundClient> {
  const { rows } = await sql<FoundClient>`
    select id, coalesce(nullif(trim(concat_ws(' ', family_name, given_name, patronymic)), ''), external_id, '') as name
    from client
    where id = (
      select ${ownerOf("asked.id")} from (
        ${uuid.test(text) ? sql`select ${text}::uuid as id` : sql`select client_id as id from client_external_id where external_id = ${text}`}
      ) as asked)`.execute(db);
  const [found] = rows;
  if (!found) {
    throw new DomainError("not_found", `There is no client ${text}; expected a client's id or outside id.`, {
      place: { field: "client" },
    });
  }
  return found;
}

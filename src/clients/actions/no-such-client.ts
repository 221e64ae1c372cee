import type { Connection } from "../../database/sql.ts";
import { DomainError } from "../../kernel/errors.ts";
import { loadSurvivors } from "../store/merged.ts";

/** To be thrown: `client_merged` with the one that answers for the record, where there is one, else `not_found`. */
export async function noSuchClient(db: Connection, ...asked: readonly string[]): Promise<DomainError> {
  const [merged] = await loadSurvivors(db, asked);
  if (!merged) return new DomainError("not_found", "There is no such client.", { place: { field: "id" } });
  const [id, survivor] = merged;
  return new DomainError("client_merged", `The record ${id} was merged into the client ${survivor}.`, {
    place: { field: "id", survivor },
  });
}

/** Two clients who belong together: a family, or one who came through the other. Both records tell it. */
import { loadSettings } from "../../business/store.ts";
import { dayIn } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { badInput } from "../bad-input.ts";
import type { NewRelation } from "../change-contract.ts";
import type { ClientDesk } from "../desk.ts";
import { insertChanges } from "../store/changes.ts";
import {
  deleteRelation,
  findRelation,
  insertRelation,
  loadRelations,
  type RelationRow,
} from "../store/relations.ts";
import { changeClient, type ChangeRequest } from "./change-client.ts";

const mirrored = { family: "family", came_through: "brought", brought: "came_through" } as const;
const field = "relation";

/** The same relation told again is that relation. Returns its id. Throws `bad_input`, `idempotency_conflict`, `not_found`. */
export const relateClients = (
  desk: ClientDesk,
  request: ChangeRequest<NewRelation>,
): Promise<string | null> => {
  const other = request.input.other.toLowerCase();
  return changeClient(
    desk,
    request,
    { name: "relation", other },
    async ({ trx, now, author, client, input }) => {
      if (other === client) throw badInput("other", "another client");
      const { kind, words = "" } = input;
      const same = (await loadRelations(trx, client)).find((one) => one.other === other && one.kind === kind);
      if (same) return { made: same.id, changes: [] };
      const id = newId();
      const here: RelationRow = { client, id, kind, other, words: words.trim() };
      const there: RelationRow = { ...here, client: other, kind: mirrored[kind], other: client };
      await insertRelation(trx, [here, there], dayIn((await loadSettings(trx)).zone, now));
      const told = (side: RelationRow) => ({ field, subject: id, before: null, after: shown(side) });
      await insertChanges(trx, [{ ...told(there), client: other }], { at: now, author });
      return { made: id, changes: [told(here)] };
    },
  );
};

/** Throws `bad_input`, `not_found`. */
export async function unrelateClients(
  desk: ClientDesk,
  request: ChangeRequest<{ relation: string }>,
): Promise<string | null> {
  const noSuch = new DomainError("not_found", "The client has no such relation.", {
    place: { field: "relation" },
  });
  const relation = await findRelation(desk.db, request.client, request.input.relation);
  if (!relation) throw noSuch;
  const { other, id } = relation;
  return changeClient(desk, request, { name: "unrelate", other }, async ({ trx, now, author, client }) => {
    if (!(await findRelation(trx, client, id))) throw noSuch;
    const there: RelationRow = { ...relation, client: other, kind: mirrored[relation.kind], other: client };
    await deleteRelation(trx, relation);
    const told = (side: RelationRow) => ({ field, subject: id, before: shown(side), after: null });
    await insertChanges(trx, [{ ...told(there), client: other }], { at: now, author });
    return { made: null, changes: [told(relation)] };
  });
}

const shown = ({ kind, other, words }: RelationRow) => ({ kind, other, words });

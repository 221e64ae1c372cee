/** Takes back what an import brought to clients who are merged into others by now: it lies with whoever answers for them. */
import type { RawBuilder } from "kysely";
import { anyOf, sql, type OpenTransaction } from "../../database/sql.ts";
import { planUndo, type ImportChange, type Undo } from "../import/change.ts";
import { birthdayText, singleFacts, type SingleFact } from "../import/facts.ts";
import { withoutBrought } from "../import/undo-merged.ts";
import type { Change } from "../desk.ts";
import { changesBetween, type ProfileFacts } from "../profile-facts.ts";
import { insertChanges } from "./changes.ts";
import { lockClients } from "./creations.ts";
import { loadFacts, loadRecordFacts, updateFacts, updateRecordFacts } from "./facts.ts";

/** Rows that go, from whoever has them. */
export interface Going {
  client: { id: string };
  undo: Undo;
}

interface MergedRow {
  id: string;
  survivor: string;
  given: Change[];
}

/** What of their own changes the import wrote down, by client. */
type Changes = ReadonlyMap<string, readonly { importId: string; change: ImportChange }[]>;

/** Locks the clients, and those who answer for the merged among them, until the transaction ends. */
export async function lockWithSurvivors(trx: OpenTransaction, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select survivor_id as id from merged_client where client_id = ${anyOf(ids, "uuid")}`.execute(trx);
  await lockClients(trx, [...ids, ...rows.map(({ id }) => id)]);
}

/**
 * Restores what such records and their survivors know. What is left to be removed is returned, and how many were restored
 * and how many stay: a record that the import made, or one whose survivor was merged again.
 */
export async function undoMerged(
  trx: OpenTransaction,
  importId: string,
  { ids, changes, at }: { ids: readonly string[]; changes: Changes; at: Temporal.Instant },
): Promise<{ going: Going[]; restored: number; kept: number; factsKept: number }> {
  const { rows: merged } = await sql<MergedRow & { alone: boolean; made: boolean }>`
    select client_id as id, survivor_id as survivor, given, into_id = survivor_id as alone,
      exists (select from import_effect as effect where effect.client_id = merged.client_id
        and import_id = ${importId}::text::uuid and made) as made
    from merged_client as merged where client_id = ${anyOf(ids, "uuid")} order by client_id`.execute(trx);
  const done = { going: [] as Going[], restored: 0, kept: 0, factsKept: 0 };
  for (const { alone, made, ...row } of merged) {
    const own = (changes.get(row.id) ?? []).flatMap((change) =>
      change.importId === importId ? [change.change] : [],
    );
    if (made || !alone) {
      done.kept++;
      continue;
    }
    const undo = await undoOne(trx, row, { own, at });
    // A row that moved is the survivor's, one that the survivor had already stayed.
    for (const id of [row.id, row.survivor]) done.going.push({ client: { id }, undo });
    if (undo.facts.length + undo.ids.length > 0) done.restored++;
    done.factsKept += undo.kept;
  }
  return done;
}

async function undoOne(
  trx: OpenTransaction,
  { id, survivor, given }: MergedRow,
  { own, at }: { own: readonly ImportChange[]; at: Temporal.Instant },
): Promise<Undo> {
  const before = {
    record: await loadRecordFacts(trx, id),
    survivor: (await loadFacts(trx, [survivor])).get(survivor) as ProfileFacts,
    given,
  };
  const undo = planUndo(own, {
    facts: Object.fromEntries(singleFacts.map((fact) => [fact, textOf(before.record, fact)])) as Record<
      SingleFact,
      string
    >,
    untouched: await loadUntouched(trx, [id, survivor]),
    hasMore: true,
  });
  const after = withoutBrought(before, undo.facts);
  await updateRecordFacts(trx, { client: id, facts: after.record });
  await setGiven(trx, id, after.given);
  const changed = changesBetween(before.survivor, after.survivor);
  if (changed.length > 0) await updateFacts(trx, [{ client: survivor, facts: after.survivor }]);
  await insertChanges(
    trx,
    changed.map((change) => ({ ...change, client: survivor })),
    { at, author: { staffMember: null, name: "import", source: "import" } },
  );
  return { ...undo, silenced: await loadSilenced(trx, undo.ids) };
}

/** What any address holds for these wishes: after a merge the survivor's own addresses do, too. */
async function loadSilenced(trx: OpenTransaction, ids: readonly string[]): Promise<Undo["silenced"]> {
  const { rows } = await sql<{ kind: string; value: string; id: string }>`
    select kind, value, id from silenced_address where id = ${anyOf(ids, "uuid")}`.execute(trx);
  return rows.map(({ kind, value, id }) => [kind, value, id]);
}

/** As an import remembers it. The outside id stays with its record, by which the record is known again. */
function textOf(facts: ProfileFacts, fact: SingleFact): string {
  if (fact === "externalId") return "";
  if (fact === "birthday") return facts.birthday ? birthdayText(facts.birthday) : "";
  if (fact === "hours") return facts.hours ? `${facts.hours.from}-${facts.hours.to}` : "";
  return facts[fact] ?? "";
}

/** What an import may have brought to clients, as ("clientId", id, untouched): whether it stands as it was brought. */
export const standingOf = (ids: readonly string[]): RawBuilder<unknown> => {
  const among = sql`client_id = ${anyOf(ids, "uuid")}`;
  return sql`
    select client_id as "clientId", id, state = 'unverified' as untouched from contact_point where ${among}
    union all
    select client_id, id, true from consent where ${among}
    union all
    select client_id, id, ended_at is null and until is null from do_not_disturb where ${among}`;
};

async function loadUntouched(trx: OpenTransaction, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from (${standingOf(ids)}) as standing where untouched`.execute(trx);
  return new Set(rows.map(({ id }) => id));
}

async function setGiven(trx: OpenTransaction, id: string, given: readonly Change[]): Promise<void> {
  await sql`
    update merged_client set given = ${JSON.stringify(given)}::text::jsonb where client_id = ${id}::text::uuid`.execute(
    trx,
  );
}

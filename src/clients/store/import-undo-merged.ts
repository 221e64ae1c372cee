/** Takes back what an import brought to clients who are merged into others by now: it lies with whoever answers for them. */
import type { RawBuilder } from "kysely";
import { anyOf, sql, type OpenTransaction } from "../../database/sql.ts";
import { planUndo, type ImportChange, type Undo } from "../import/change.ts";
import { birthdayText, singleFacts, type SingleFact } from "../import/facts.ts";
import { factChange } from "../import/history.ts";
import { withoutBrought, type FactValues } from "../import/undo-merged.ts";
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

/** A record, into whom it was merged, and what that one took. */
interface Step {
  id: string;
  into: string;
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
 * and how many stay: records that the import made.
 */
export async function undoMerged(
  trx: OpenTransaction,
  importId: string,
  { ids, changes, at }: { ids: readonly string[]; changes: Changes; at: Temporal.Instant },
): Promise<{ going: Going[]; survivors: string[]; restored: number; kept: number; factsKept: number }> {
  const { rows: merged } = await sql<{ id: string; made: boolean }>`
    select client_id as id,
      exists (select from import_effect as effect where effect.client_id = merged.client_id
        and import_id = ${importId}::text::uuid and made) as made
    from merged_client as merged where client_id = ${anyOf(ids, "uuid")} order by client_id`.execute(trx);
  const done = { going: [] as Going[], survivors: [] as string[], restored: 0, kept: 0, factsKept: 0 };
  for (const { id: record, made } of merged) {
    const own = (changes.get(record) ?? []).flatMap((change) =>
      change.importId === importId ? [change.change] : [],
    );
    if (made) {
      done.kept++;
      continue;
    }
    const steps = await loadSteps(trx, record);
    const holders = [record, ...steps.map(({ into }) => into)];
    const undo = await undoOne(trx, steps, { own, at });
    // A row that moved is with the last, one that somebody on the way had already stayed with the one before.
    for (const id of holders) done.going.push({ client: { id }, undo });
    done.survivors.push(holders.at(-1) as string);
    if (undo.facts.length + undo.ids.length > 0) done.restored++;
    done.factsKept += undo.kept;
  }
  return done;
}

/** The merges by which a record came to whoever answers for it, its own first. */
async function loadSteps(trx: OpenTransaction, record: string): Promise<Step[]> {
  const { rows } = await sql<Step>`
    with recursive step as (
      select client_id as id, into_id as "into", given, 1 as at from merged_client where client_id = ${record}::text::uuid
      union all
      select next.client_id, next.into_id, next.given, step.at + 1
      from step join merged_client as next on next.client_id = step."into"
    )
    select id, "into", given from step order by at`.execute(trx);
  return rows;
}

async function undoOne(
  trx: OpenTransaction,
  steps: readonly Step[],
  { own, at }: { own: readonly ImportChange[]; at: Temporal.Instant },
): Promise<Undo> {
  const ids = steps.map(({ id }) => id);
  const record = await loadRecordFacts(trx, ids[0] as string);
  const undo = planUndo(own, {
    facts: Object.fromEntries(singleFacts.map((fact) => [fact, textOf(record, fact)])) as Record<
      SingleFact,
      string
    >,
    untouched: await loadUntouched(trx, [...ids, (steps.at(-1) as Step).into]),
    hasMore: true,
  });
  let back: FactValues = Object.fromEntries(
    undo.facts
      .filter(({ fact }) => fact !== "externalId")
      .map(({ fact, to }) => [fact, factChange(fact, "", to).after]),
  );
  // What each took of the one before it goes, as far as it stands; what is no more, the next one has not from here.
  for (const step of steps) {
    if (Object.keys(back).length === 0) break;
    back = await takeOut(trx, step, { back, isLast: step === steps.at(-1), at });
  }
  return { ...undo, silenced: await loadSilenced(trx, undo.ids) };
}

/** Returns what changed in whom the record was merged into. */
async function takeOut(
  trx: OpenTransaction,
  { id, into, given }: Step,
  { back, isLast, at }: { back: FactValues; isLast: boolean; at: Temporal.Instant },
): Promise<FactValues> {
  const record = await loadRecordFacts(trx, id);
  const survivor = isLast
    ? ((await loadFacts(trx, [into])).get(into) as ProfileFacts)
    : await loadRecordFacts(trx, into);
  const after = withoutBrought({ record, survivor, given }, back);
  await updateRecordFacts(trx, { client: id, facts: after.record });
  await setGiven(trx, id, after.given);
  const changed = changesBetween(survivor, after.survivor);
  // Whoever was merged further is written by the next step.
  if (!isLast || changed.length === 0) return after.went;
  await updateFacts(trx, [{ client: into, facts: after.survivor }]);
  await insertChanges(
    trx,
    changed.map((change) => ({ ...change, client: into })),
    { at, author: { staffMember: null, name: "import", source: "import" } },
  );
  return after.went;
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

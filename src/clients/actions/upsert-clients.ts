/**
 * Many clients by the ids another system knows them by: made where they are new, changed where something is said. A row
 * that does not fit is refused with its reason and the others go on; a few statements whatever the number of rows.
 */
import { loadSettings } from "../../business/store.ts";
import type { OpenTransaction } from "../../database/sql.ts";
import { dayIn } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import type { Language } from "../../kernel/language.ts";
import { sayRefusal } from "../../kernel/refusal-words.ts";
import type { Upsert, Upserted, UpsertRow } from "../change-contract.ts";
import type { Change, ClientDesk } from "../desk.ts";
import { patched, type Known } from "../profile-facts.ts";
import { badInput } from "../bad-input.ts";
import { clientsByExternalId, type KnownClient } from "../store.ts";
import { insertChanges } from "../store/changes.ts";
import { shownPoint } from "../contact-point.ts";
import { insertPoints, loadPoints, type PointRow } from "../store/contact-points.ts";
import { lockAddresses, lockClients } from "../store/creations.ts";
import { stoppedAmong } from "../store/demands.ts";
import { loadFacts, loadKnown, updateFacts, type ClientFacts } from "../store/facts.ts";
import { loadSurvivors } from "../store/merged.ts";
import { silenceAddresses } from "../store/wishes.ts";
import { authorOf, processingStopped } from "./change-client.ts";
import { nothingKnown, pointsOf } from "./create-client.ts";
import { lookForDuplicates } from "./find-duplicates.ts";

type Answer = Upserted["clients"][number];

/** One that fits, with its place in the request. */
interface Fitting {
  at: number;
  row: UpsertRow;
}

/** Refusals are told in this language. Throws `bad_input` for the staff member alone. */
export const upsertClients = (
  { db, clock, replan }: ClientDesk,
  input: Upsert,
  language: Language,
): Promise<Upserted> =>
  db.transaction().execute(async (trx) => {
    const now = clock.now();
    const author = await authorOf(trx, input.staffMember);
    const settings = await loadSettings(trx);
    const on = dayIn(settings.zone, now);
    const known = await loadKnown(trx, on);
    const { fitting, answers } = sortOut(input.clients, { known, language });
    const externalIds = fitting.map(({ row }) => row.externalId);
    const clients = await asPeople(
      trx,
      await clientsByExternalId(trx, externalIds, { on, language: settings.language }),
    );
    const stopped = await stoppedAmong(
      trx,
      [...clients.values()].map(({ clientId }) => clientId),
    );
    const mayChange = ({ row }: Fitting) =>
      !stopped.has((clients.get(row.externalId) as KnownClient).clientId);
    const change = await compare(trx, fitting.filter(mayChange), clients, known);
    await updateFacts(trx, [...change.facts.values()]);
    await lockAddresses(trx, change.points);
    await insertPoints(trx, change.points, on);
    const changed = new Set(change.changes.map(({ client }) => client));
    if (change.points.length > 0) await silenceAddresses(trx, [...changed]);
    await lookForDuplicates(trx, [...changed]);
    await insertChanges(trx, change.changes, { at: now, author });
    if (changed.size > 0) await replan(trx, { clients: [...changed], at: now });
    for (const { at, row } of fitting.filter((one) => !mayChange(one)))
      answers[at] = {
        externalId: row.externalId,
        id: null,
        outcome: "refused",
        detail: sayRefusal(processingStopped(), language),
        field: "externalId",
      };
    for (const { at, row } of fitting.filter(mayChange)) {
      const { clientId, isNew } = clients.get(row.externalId) as KnownClient;
      const outcome = isNew ? "created" : changed.has(clientId) ? "changed" : "unchanged";
      answers[at] = { externalId: row.externalId, id: clientId, outcome, detail: null, field: null };
    }
    return { clients: answers };
  });

/** Whoever was merged is the survivor, locked like the others; two rows may then be about one client, one after the other. */
async function asPeople(
  trx: OpenTransaction,
  clients: ReadonlyMap<string, KnownClient>,
): Promise<Map<string, KnownClient>> {
  const survivors = await loadSurvivors(
    trx,
    [...clients.values()].map(({ clientId }) => clientId),
  );
  if (survivors.size > 0) await lockClients(trx, [...new Set(survivors.values())]);
  return new Map(
    [...clients].map(([externalId, { clientId, isNew }]) => [
      externalId,
      { clientId: survivors.get(clientId) ?? clientId, isNew },
    ]),
  );
}

/** Whether a row fits does not depend on what is known of its client. */
function sortOut(
  rows: readonly UpsertRow[],
  { known, language }: { known: Known; language: Language },
): { fitting: Fitting[]; answers: Answer[] } {
  const fitting: Fitting[] = [];
  const seen = new Set<string>();
  const answers = rows.map((given, at): Answer => {
    const row = { ...given, externalId: given.externalId.trim() };
    const answer = { externalId: row.externalId, id: null, outcome: "refused" as const };
    try {
      patched(nothingKnown("ru"), row, known);
      pointsOf("", row.contactPoints ?? []);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { ...answer, detail: sayRefusal(error, language), field: error.place.field ?? null };
    }
    if (seen.has(row.externalId))
      return { ...answer, detail: sayRefusal(twice(), language), field: "externalId" };
    seen.add(row.externalId);
    fitting.push({ at, row });
    return { ...answer, detail: null, field: null };
  });
  return { fitting, answers };
}

const twice = (): DomainError => badInput("externalId", "an id that the request has once");

interface Comparison {
  facts: Map<string, ClientFacts>;
  points: PointRow[];
  changes: (Change & { client: string })[];
}

async function compare(
  trx: OpenTransaction,
  fitting: readonly Fitting[],
  clients: ReadonlyMap<string, KnownClient>,
  known: Known,
): Promise<Comparison> {
  const ids = [...clients.values()].map(({ clientId }) => clientId);
  const factsNow = await loadFacts(trx, ids);
  const has = new Set((await loadPoints(trx, ids)).map((point) => keyOf(point)));
  const found: Comparison = { facts: new Map(), points: [], changes: [] };
  for (const { row } of fitting) {
    const { clientId: client, isNew } = clients.get(row.externalId) as KnownClient;
    const { facts, changes } = patched(factsNow.get(client) ?? nothingKnown("ru"), row, known);
    const points = pointsOf(client, row.contactPoints ?? []).filter((point) => !has.has(keyOf(point)));
    if (changes.length > 0) found.facts.set(client, { client, facts });
    factsNow.set(client, facts);
    for (const point of points) has.add(keyOf(point));
    found.points.push(...points);
    const added = points.map((point) => ({
      field: "contactPoint",
      subject: point.id,
      before: null,
      after: shownPoint(point),
    }));
    const born = { field: "client", before: null, after: { externalId: row.externalId } };
    const all: Change[] = [...(isNew ? [born] : []), ...changes, ...added];
    found.changes.push(...all.map((change) => ({ ...change, client })));
  }
  return found;
}

const keyOf = ({ client, kind, value }: PointRow): string => `${client} ${kind}:${value}`;

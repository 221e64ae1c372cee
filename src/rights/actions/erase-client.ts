/**
 * Carries out a demand to erase: everything that tells who the client is goes, in one transaction, and an act says what went.
 * What is booked on the client's cards stays, for a record without a name. Carrying it out again gives the same act.
 */
import { loadSettings } from "../../business/store.ts";
import { authorOf } from "../../clients/actions/change-client.ts";
import { findDemand } from "../../clients/actions/record-demand.ts";
import { noSuchClient } from "../../clients/actions/no-such-client.ts";
import { insertChanges } from "../../clients/store/changes.ts";
import { lockClients } from "../../clients/store/creations.ts";
import { loadRecords } from "../../clients/store/merged.ts";
import { stateOf } from "../../clients/demand.ts";
import { demandsOf, moveDemand, sharing, type DemandRow } from "../../clients/store/demands.ts";
import type { Connection, OpenTransaction } from "../../database/sql.ts";
import { dayIn, type Clock } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import type { Language } from "../../kernel/language.ts";
import type { ErasureAct, ErasureActs } from "../act-contract.ts";
import { showAct, type StoredAct } from "../act.ts";
import {
  forgetImports,
  forgetPairs,
  forgetRelations,
  forgetRows,
  hideSilence,
  insertAct,
  loadActs,
  loadTraces,
  obstacles,
  type Rows,
} from "../store/erase.ts";

export interface Erasure {
  client: string;
  demand: string;
  staffMember: string | undefined;
}

/** Throws `bad_input`, `client_merged`, `not_found`, `wrong_state`. */
export async function eraseClient(
  { db, clock }: { db: Connection; clock: Clock },
  { client: asked, demand: id, staffMember }: Erasure,
  language: Language,
): Promise<ErasureAct> {
  const client = asked.toLowerCase();
  return db.transaction().execute(async (trx) => {
    if ((await lockClients(trx, [client])).length === 0) throw await noSuchClient(trx, client);
    const { zone } = await loadSettings(trx);
    const demand = await findDemand(trx, client, id);
    const [earlier] = await loadActs(trx, { demands: [demand.id] });
    if (earlier) return showAct(earlier, language, zone);
    if (demand.kind !== "erasure" || demand.takenBackAt !== null)
      throw wrongState("Only a demand to erase that was not taken back is carried out.");
    const records = await loadRecords(trx, [client]);
    const others = await openOthers(trx, client, demand.id);
    await refuseObstacles(trx, records, others);
    const author = await authorOf(trx, staffMember);
    const now = clock.now();
    const sharingThen = [...new Set((await sharing(trx, [client])).map((other) => other.client))];
    const rows = await erase(trx, records, { demand: demand.id, at: now, on: dayIn(zone, now) });
    const number = await insertAct(trx, {
      client,
      demand: demand.id,
      erasedAt: now,
      erasedBy: author.staffMember,
      sharingThen,
      ...rows,
    });
    for (const id of [demand.id, ...others.map((other) => other.id)])
      await moveDemand(trx, { client, id }, { to: "closed", at: now, by: author.staffMember });
    await insertChanges(trx, [{ client, field: "erased", before: null, after: { act: number } }], {
      at: now,
      author,
    });
    const [act] = await loadActs(trx, { demands: [demand.id] });
    return showAct(act as StoredAct, language, zone);
  });
}

/** What else of the client waits to be carried out: where nothing is left, nothing is left to stop. */
const openOthers = async (trx: OpenTransaction, client: string, erasure: string): Promise<DemandRow[]> =>
  (await demandsOf(trx, client)).filter((other) => other.id !== erasure && stateOf(other) === "open");

async function refuseObstacles(
  trx: OpenTransaction,
  records: readonly string[],
  others: readonly DemandRow[],
): Promise<void> {
  if (others.some(({ kind }) => kind === "export"))
    throw wrongState("The client asked for their data and has not got it yet: hand it out first.", "export");
  const { deposit, onItsWay } = await obstacles(trx, records);
  if (deposit)
    throw wrongState(
      "There is a deposit on a card: it is the client's own money and is paid out first.",
      "deposit",
    );
  if (onItsWay)
    throw wrongState(
      "A message or a call to the client is on its way; try again when it is known how it ended.",
      "onItsWay",
    );
}

/** In this order: what leads to other rows goes last. */
async function erase(
  trx: OpenTransaction,
  records: readonly string[],
  { demand, at, on }: { demand: string; at: Temporal.Instant; on: Temporal.PlainDate },
): Promise<{ destroyed: Rows; blanked: Rows }> {
  const traces = await loadTraces(trx, records);
  const silenced = await hideSilence(trx, records, { demand, at });
  const relations = await forgetRelations(trx, records);
  await forgetPairs(trx, records);
  const imports = await forgetImports(trx, records, traces);
  const { destroyed, blanked } = await forgetRows(trx, records, { on });
  destroyed["client_relation"] = (destroyed["client_relation"] ?? 0) + relations;
  return { destroyed: { ...destroyed, ...imports, silenced_address: silenced }, blanked };
}

/** `field`: what stands in the way. */
const wrongState = (message: string, field: "demand" | "export" | "deposit" | "onItsWay" = "demand") =>
  new DomainError("wrong_state", message, { place: { field } });

export async function readActs(
  db: Connection,
  client: string | undefined,
  language: Language,
): Promise<ErasureActs> {
  const { zone } = await loadSettings(db);
  const acts = await loadActs(db, client === undefined ? {} : { client });
  return { acts: acts.map((act) => showAct(act, language, zone)) };
}

/** Throws `not_found`. */
export async function readAct(db: Connection, number: number, language: Language): Promise<ErasureAct> {
  const { zone } = await loadSettings(db);
  const [act] = await loadActs(db, { number });
  if (act) return showAct(act, language, zone);
  throw new DomainError("not_found", `There is no act ${number}.`, { place: { field: "number" } });
}

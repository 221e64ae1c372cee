/** What clients demand about their data: all that is not done yet, or one client's. */
import { loadSettings } from "../../business/store.ts";
import { dayIn } from "../../kernel/clock.ts";
import type { ClientDemands, Demand, Demands } from "../demand-contract.ts";
import { stateOf } from "../demand.ts";
import type { ClientDesk } from "../desk.ts";
import { fullName } from "../person-name.ts";
import { demandsOf, openDemands, sharing, type DemandRow, type SharingRow } from "../store/demands.ts";
import { loadClient } from "../store/profile.ts";
import { noSuchClient } from "./no-such-client.ts";

type Reading = Pick<ClientDesk, "db" | "clock">;

export async function readDemands({ db, clock }: Reading): Promise<Demands> {
  const today = dayIn((await loadSettings(db)).zone, clock.now());
  return { demands: await showAll(db, await openDemands(db), today) };
}

/** Throws `client_merged`, `not_found`. */
export async function readDemandsOf({ db, clock }: Reading, client: string): Promise<ClientDemands> {
  const found = await loadClient(db, client);
  if (!found) throw await noSuchClient(db, client);
  const today = dayIn((await loadSettings(db)).zone, clock.now());
  const demands = await showAll(db, await demandsOf(db, client), today);
  return { demands, stopped: found.stoppedOn !== null };
}

/** While a demand is open somebody can still look at who else this may be. */
async function showAll(
  db: Reading["db"],
  rows: readonly DemandRow[],
  today: Temporal.PlainDate,
): Promise<Demand[]> {
  const open = rows.filter((row) => stateOf(row) === "open").map(({ client }) => client);
  const others = open.length === 0 ? [] : await sharing(db, [...new Set(open)]);
  return rows.map((row) => show(row, today, others));
}

function show(row: DemandRow, today: Temporal.PlainDate, others: readonly SharingRow[]): Demand {
  const state = stateOf(row);
  const daysLeft = today.until(row.dueOn, { largestUnit: "days" }).days;
  return {
    id: row.id,
    client: row.client,
    name: fullName(row),
    kind: row.kind,
    state,
    receivedOn: row.receivedOn.toString(),
    dueOn: row.dueOn.toString(),
    overdue: state === "open" && daysLeft < 0,
    daysLeft,
    how: row.how,
    words: row.words,
    recordedAt: row.recordedAt.toString(),
    recordedBy: person(row.recordedBy, row.recordedByName),
    closedAt: row.closedAt?.toString() ?? null,
    closedBy: person(row.closedBy, row.closedByName),
    takenBackAt: row.takenBackAt?.toString() ?? null,
    sharing:
      state === "open"
        ? others
            .filter((other) => other.of === row.client)
            .map((other) => ({ client: other.client, name: fullName(other) }))
        : [],
  };
}

const person = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? "" });

/** What waits for managers, and the board of planned trips. */
import { loadSettings } from "../../business/store.ts";
import { fullName } from "../../clients/person-name.ts";
import type { Connection } from "../../database/sql.ts";
import { dayIn, type Clock } from "../../kernel/clock.ts";
import type { Board, Handoffs } from "../contract.ts";
import { boardMonths, loadBoard, loadHandoffs, loadManagers } from "../store/handoffs.ts";

interface Work {
  db: Connection;
  clock: Clock;
}

/** `only`: this one, closed or not. */
export async function readHandoffs(
  { db, clock }: Work,
  asked: { office?: string | undefined; only?: string | undefined },
): Promise<Handoffs> {
  const now = clock.now();
  const rows = await loadHandoffs(db, { office: asked.office, only: asked.only });
  return {
    now: now.toString(),
    managers: await loadManagers(db),
    handoffs: rows.map(({ familyName, givenName, patronymic, ...row }) => ({
      ...row,
      name: fullName({ familyName, givenName, patronymic }),
      late: row.state === "waiting" && Temporal.Instant.compare(row.dueAt, now) <= 0,
      handedAt: row.handedAt.toString(),
      dueAt: row.dueAt.toString(),
      acceptedAt: row.acceptedAt?.toString() ?? null,
      escalatedAt: row.escalatedAt?.toString() ?? null,
    })),
  };
}

export async function readBoard(
  { db, clock }: Work,
  asked: { from?: string | undefined; office?: string | undefined },
): Promise<Board> {
  const today = dayIn((await loadSettings(db)).zone, clock.now());
  const from = (asked.from === undefined ? today : Temporal.PlainDate.from(asked.from)).with({ day: 1 });
  const rows = await loadBoard(db, { from, office: asked.office });
  const byMonth = Map.groupBy(rows, ({ month }) => month);
  return {
    today: today.toString(),
    months: Array.from({ length: boardMonths }, (_, ahead) => {
      const month = from.add({ months: ahead }).toString().slice(0, 7);
      const trips = byMonth.get(month) ?? [];
      return {
        month,
        more: (trips[0]?.count ?? 0) - trips.length,
        trips: trips.map(({ familyName, givenName, patronymic, count: _, month: __, ...trip }) => ({
          ...trip,
          name: fullName({ familyName, givenName, patronymic }),
        })),
      };
    }),
  };
}

/** A gift is laid by for a client at the office of the client's choice, handed over, or put back. */
import { loadSettings } from "../../business/store.ts";
import { changeClient, type ChangeRequest } from "../../clients/actions/change-client.ts";
import type { ClientDesk } from "../../clients/desk.ts";
import type { OpenTransaction } from "../../database/sql.ts";
import { dayIn } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { endReservation, insertReservation, moveReservation, takeFromStock, waitingSince } from "../store.ts";

/** Returns the reservation's id. Throws `out_of_stock`, `not_found`, `idempotency_conflict`. */
export const reserveGift = (
  desk: ClientDesk,
  request: ChangeRequest<{ gift: string; office: string }>,
): Promise<string | null> =>
  changeClient(desk, request, { name: "reserve gift" }, async ({ trx, now, client, input }) => {
    const { gift, office } = input;
    await layBy(trx, { gift, office });
    const id = newId();
    const on = dayIn((await loadSettings(trx)).zone, now);
    await insertReservation(trx, { client, id, gift, office, on });
    const after = { gift, office, state: "reserved" };
    return { made: id, changes: [{ field: "gift", subject: id, before: null, after }] };
  });

/** Throws `out_of_stock`. */
async function layBy(trx: OpenTransaction, one: { gift: string; office: string }): Promise<void> {
  if (await takeFromStock(trx, one)) return;
  throw new DomainError("out_of_stock", "None of these gifts is left at that office.", {
    place: { field: "office" },
  });
}

/**
 * The gift waits at the office the client names instead; where it waits already, nothing changes. Throws `out_of_stock`,
 * `wrong_state`, `not_found`.
 */
export const moveGift = (
  desk: ClientDesk,
  request: ChangeRequest<{ reservation: string; office: string }>,
): Promise<string | null> =>
  changeClient(desk, request, { name: "move gift" }, async ({ trx, client, input }) => {
    const { reservation: id, office } = input;
    const waits = await moveReservation(trx, { client, id, office });
    if (!waits) throw notWaiting();
    const { gift, state } = waits;
    await layBy(trx, { gift, office });
    if (waits.office === office.toLowerCase()) return { made: null, changes: [] };
    const change = { before: { gift, office: waits.office, state }, after: { gift, office, state } };
    return { made: null, changes: [{ field: "gift", subject: id, ...change }] };
  });

const notWaiting = (): DomainError =>
  new DomainError("wrong_state", "This gift does not wait for the client (any more).");

/**
 * Once for its key, where it has one. `handsOutAt` throws where a gift is not handed over at the office where it waits.
 * Throws `wrong_state` where it does not wait any more, `idempotency_conflict`, `not_found`.
 */
export const endGift = (
  desk: ClientDesk,
  request: ChangeRequest<{ reservation: string; to: "picked_up" | "returned" }>,
  handsOutAt?: (office: string) => void,
): Promise<string | null> =>
  changeClient(desk, request, { name: "end gift" }, async ({ trx, now, client, input }) => {
    const { reservation: id, to } = input;
    const on = dayIn((await loadSettings(trx)).zone, now);
    const ended = await endReservation(trx, { client, id, to, on });
    if (!ended) throw notWaiting();
    const { gift, office } = ended;
    if (to === "picked_up") handsOutAt?.(office);
    const change = { before: { gift, office, state: "reserved" }, after: { gift, office, state: to } };
    return { made: id, changes: [{ field: "gift", subject: id, ...change }] };
  });

/** How long a gift waits before others may have it. */
const waitsDays = 30;

/** Puts back what nobody came for. Returns how many. */
export async function returnForgottenGifts(desk: ClientDesk): Promise<number> {
  const today = dayIn((await loadSettings(desk.db)).zone, desk.clock.now());
  const forgotten = await waitingSince(desk.db, today.subtract({ days: waitsDays }));
  for (const { client, id } of forgotten)
    await endGift(desk, { client, input: { reservation: id, to: "returned" } });
  return forgotten.length;
}

/** A gift is laid by for a client at the office of the client's choice, handed over, or put back. */
import { loadSettings } from "../../business/store.ts";
import { changeClient, type ChangeRequest } from "../../clients/actions/change-client.ts";
import type { ClientDesk } from "../../clients/desk.ts";
import { dayIn } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { endReservation, insertReservation, takeFromStock, waitingSince } from "../store.ts";

/** Returns the reservation's id. Throws `out_of_stock`, `not_found`, `idempotency_conflict`. */
export const reserveGift = (
  desk: ClientDesk,
  request: ChangeRequest<{ gift: string; office: string }>,
): Promise<string | null> =>
  changeClient(desk, request, { name: "reserve gift" }, async ({ trx, now, client, input }) => {
    const { gift, office } = input;
    if (!(await takeFromStock(trx, { gift, office })))
      throw new DomainError("out_of_stock", "None of these gifts is left at that office.", {
        place: { field: "office" },
      });
    const id = newId();
    const on = dayIn((await loadSettings(trx)).zone, now);
    await insertReservation(trx, { client, id, gift, office, on });
    const after = { gift, office, state: "reserved" };
    return { made: id, changes: [{ field: "gift", subject: id, before: null, after }] };
  });

/** Once for its key, where it has one. Throws `wrong_state` where it does not wait any more, `idempotency_conflict`, `not_found`. */
export const endGift = (
  desk: ClientDesk,
  request: ChangeRequest<{ reservation: string; to: "picked_up" | "returned" }>,
): Promise<string | null> =>
  changeClient(desk, request, { name: "end gift" }, async ({ trx, now, client, input }) => {
    const { reservation: id, to } = input;
    const on = dayIn((await loadSettings(trx)).zone, now);
    const ended = await endReservation(trx, { client, id, to, on });
    if (!ended) throw new DomainError("wrong_state", "This gift does not wait for the client (any more).");
    const { gift, office } = ended;
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

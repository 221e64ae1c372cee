/** The ways to reach a client: added, corrected, found to be good or not, removed. */
import { loadSettings } from "../../business/store.ts";
import type { OpenTransaction } from "../../database/sql.ts";
import { dayIn } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import type { ContactPointPatch, NewContactPoint } from "../change-contract.ts";
import { refuseMove, shownPoint, spelled } from "../contact-point.ts";
import type { ClientDesk } from "../desk.ts";
import {
  deletePoint,
  insertPoints,
  loadPoints,
  tidyLookUp,
  updatePoint,
  type PointRow,
} from "../store/contact-points.ts";
import { lockAddresses } from "../store/creations.ts";
import { keepWishesOf, silenceAddresses } from "../store/wishes.ts";
import { changeClient, type ChangeRequest } from "./change-client.ts";

const field = "contactPoint";

/** An address the client has already is that contact point. Returns its id. Throws `bad_input`, `idempotency_conflict`, `not_found`. */
export const addContactPoint = (
  desk: ClientDesk,
  request: ChangeRequest<NewContactPoint>,
): Promise<string | null> =>
  changeClient(desk, request, { name: "contact-point" }, async ({ trx, now, client, input }) => {
    const { kind, state = "unverified" } = input;
    const { value, extension } = spelled(kind, input.value);
    const points = await loadPoints(trx, [client]);
    const same = points.find((point) => point.kind === kind && point.value === value);
    if (same) return { made: same.id, changes: [] };
    await lockAddresses(trx, [...points, { kind, value }]);
    const point: PointRow = { client, id: newId(), kind, value, extension, state };
    await insertPoints(trx, [point], await today(trx, now));
    await silenceAddresses(trx, [client]);
    return {
      made: point.id,
      changes: [{ field, subject: point.id, before: null, after: shownPoint(point) }],
    };
  });

/** Throws `bad_input`, `not_found`, `wrong_state`. */
export const changeContactPoint = (
  desk: ClientDesk,
  request: ChangeRequest<ContactPointPatch & { point: string }>,
): Promise<string | null> =>
  changeClient(desk, request, { name: "change-contact-point" }, async ({ trx, now, client, input }) => {
    const { points, point } = await findPoint(trx, client, input.point);
    const { value, extension } = input.value === undefined ? point : spelled(point.kind, input.value);
    const moved = value !== point.value;
    const state = input.state ?? (moved ? "unverified" : point.state);
    if (!moved) refuseMove(point.state, state);
    if (!moved && state === point.state && extension === point.extension) return { made: null, changes: [] };
    if (moved && points.some((other) => other.kind === point.kind && other.value === value))
      throw new DomainError("bad_input", "value: the client has this address already.", {
        place: { field: "value" },
      });
    const after: PointRow = { ...point, value, extension, state };
    await lockAddresses(trx, [...points, after]);
    await updatePoint(trx, after, await today(trx, now));
    if (moved) await letGo(trx, point);
    await silenceAddresses(trx, [client]);
    return {
      made: null,
      changes: [{ field, subject: point.id, before: shownPoint(point), after: shownPoint(after) }],
    };
  });

/** Throws `not_found`. */
export const removeContactPoint = (
  desk: ClientDesk,
  request: ChangeRequest<{ point: string }>,
): Promise<string | null> =>
  changeClient(desk, request, { name: "remove-contact-point" }, async ({ trx, client, input }) => {
    const { points, point } = await findPoint(trx, client, input.point);
    await lockAddresses(trx, points);
    await deletePoint(trx, point);
    await letGo(trx, point);
    await silenceAddresses(trx, [client]);
    return { made: null, changes: [{ field, subject: point.id, before: shownPoint(point), after: null }] };
  });

/** A wish that came with the address does not go with it. */
async function letGo(trx: OpenTransaction, point: PointRow): Promise<void> {
  await keepWishesOf(trx, point.client, point);
  await tidyLookUp(trx, point.client, point);
}

async function findPoint(
  trx: OpenTransaction,
  client: string,
  id: string,
): Promise<{ points: PointRow[]; point: PointRow }> {
  const points = await loadPoints(trx, [client]);
  const point = points.find((one) => one.id === id);
  if (!point)
    throw new DomainError("not_found", "The client has no such contact point.", {
      place: { field: "point" },
    });
  return { points, point };
}

const today = async (trx: OpenTransaction, now: Temporal.Instant): Promise<Temporal.PlainDate> =>
  dayIn((await loadSettings(trx)).zone, now);

/** Planned trips and appointments, written down and changed; what hangs on them is judged anew at once. */
import { loadSettings } from "../../business/store.ts";
import { changeClient, type ChangeRequest } from "../../clients/actions/change-client.ts";
import { badInput } from "../../clients/bad-input.ts";
import type { ClientDesk } from "../../clients/desk.ts";
import { dayIn } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import type { AppointmentInput, TripInput } from "../agreed-contract.ts";
import { loadAgreed, putAppointment, putTrip } from "../store/agreed.ts";

/** `id`: the one to change; a new one where absent. Throws `not_found`, `idempotency_conflict`. */
export const planTrip = (
  desk: ClientDesk,
  { id, ...request }: ChangeRequest<TripInput> & { id?: string },
): Promise<string | null> =>
  changeClient(desk, request, { name: "plan trip" }, async ({ trx, now, client, input }) => {
    const { plannedTrips } = await loadAgreed(trx, client);
    const before = plannedTrips.find((trip) => trip.id === id?.toLowerCase());
    if (id !== undefined && !before) throw new DomainError("not_found", "There is no such planned trip.");
    const subject = before?.id ?? newId();
    await putTrip(trx, { client, id: subject, on: dayIn((await loadSettings(trx)).zone, now) }, input);
    const after = (await loadAgreed(trx, client)).plannedTrips.find((trip) => trip.id === subject);
    const change = { field: "planned_trip", subject, before: before ?? null, after };
    return { made: before ? null : subject, changes: [change] };
  });

/** `id`: the one to change; a new one where absent. Throws `not_found`, `bad_input`, `idempotency_conflict`. */
export const makeAppointment = (
  desk: ClientDesk,
  { id, ...request }: ChangeRequest<AppointmentInput> & { id?: string },
): Promise<string | null> =>
  changeClient(desk, request, { name: "appointment" }, async ({ trx, now, client, input }) => {
    const { appointments } = await loadAgreed(trx, client);
    const before = appointments.find((each) => each.id === id?.toLowerCase());
    if (id !== undefined && !before) throw new DomainError("not_found", "There is no such appointment.");
    const subject = before?.id ?? newId();
    const on = dayIn((await loadSettings(trx)).zone, now);
    if (!(await putAppointment(trx, { client, id: subject, on }, input)))
      throw badInput("office", "an office's id");
    const after = (await loadAgreed(trx, client)).appointments.find((each) => each.id === subject);
    const change = { field: "appointment", subject, before: before ?? null, after };
    return { made: before ? null : subject, changes: [change] };
  });

/** A client with a live plan goes from client service to a manager: handed over, accepted, passed on, closed, escalated. */
import { readDaysOff } from "../../business/actions/keep-calendar.ts";
import { loadSettings } from "../../business/store.ts";
import { badInput } from "../../clients/bad-input.ts";
import { changeClient, type ChangeRequest } from "../../clients/actions/change-client.ts";
import type { Author, ClientDesk } from "../../clients/desk.ts";
import type { Connection, OpenTransaction } from "../../database/sql.ts";
import { dayIn } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import type { CloseBody, NewHandoff, PassOnBody } from "../contract.ts";
import { deadlineOf, ordinaryHours, type OfficeHours } from "../deadline.ts";
import {
  acceptRow,
  clientOfHandoff,
  closeRow,
  escalateOverdue,
  insertHandoff,
  insertMove,
  loadManagers,
  loadPlace,
  lockHandoff,
  moveTrip,
  passOnRow,
  waitingHandoff,
  type LockedHandoff,
} from "../store/handoffs.ts";

export interface Handing {
  trx: OpenTransaction;
  client: string;
  now: Temporal.Instant;
  author: Author;
  touch: string | null;
  input: Pick<NewHandoff, "plannedTrip" | "office" | "manager" | "words">;
}

/** In the transaction of whoever hands over. One of a client waits at a time: its id is returned. */
export async function handOverIn({ trx, client, now, author, touch, input }: Handing): Promise<string> {
  const waiting = await waitingHandoff(trx, client);
  if (waiting !== undefined) return waiting;
  const asked = { client, office: input.office ?? null, trip: input.plannedTrip ?? null };
  const { office, hours, trip } = await loadPlace(trx, asked);
  const dueAt = await deadlineFrom(trx, now, hours);
  const manager = input.manager ?? null;
  if (manager !== null) await refuseUnlessManager(trx, manager);
  const id = newId();
  const words = input.words?.trim() ?? "";
  const row = {
    client,
    id,
    plannedTrip: trip,
    touch,
    office,
    manager,
    words,
    at: now,
    by: author.name,
    dueAt,
  };
  await insertHandoff(trx, row);
  await insertMove(trx, {
    client,
    handoff: id,
    at: now,
    what: "handed",
    by: author.name,
    to: manager,
    words,
  });
  if (trip !== null) await moveTrip(trx, { client, id: trip, state: "handed_over", responsible: manager });
  return id;
}

async function deadlineFrom(
  trx: OpenTransaction,
  now: Temporal.Instant,
  ofOffice: OfficeHours | undefined,
): Promise<Temporal.Instant> {
  const hours = ofOffice ?? ordinaryHours((await loadSettings(trx)).zone);
  return deadlineOf(now, hours, await readDaysOff(trx, dayIn(hours.zone, now)));
}

/** Returns its id. Throws `bad_input`, `not_found`, `idempotency_conflict`. */
export const handOver = (desk: ClientDesk, request: ChangeRequest<NewHandoff>): Promise<string | null> =>
  changeClient(desk, request, { name: "hand over" }, async ({ trx, now, author, client, input }) => {
    const id = await handOverIn({ trx, client, now, author, touch: null, input });
    return { made: id, changes: [{ field: "handoff", subject: id, before: null, after: input.words ?? "" }] };
  });

interface Moving<Input> {
  id: string;
  input: Input & { staffMember?: string | undefined };
}

interface Run<Input> {
  trx: OpenTransaction;
  now: Temporal.Instant;
  author: Author;
  handoff: LockedHandoff;
  input: Input;
}

/** Throws `not_found`, and what `act` throws. */
async function moveOn<Input>(
  desk: ClientDesk,
  { id, input }: Moving<Input>,
  act: (run: Run<Input>) => Promise<{ before: unknown; after: unknown }>,
): Promise<void> {
  const client = await clientOfHandoff(desk.db, id);
  if (client === undefined) throw noSuchHandoff();
  await changeClient(desk, { client, input }, { name: "move handoff" }, async ({ trx, now, author }) => {
    const handoff = await lockHandoff(trx, id);
    if (!handoff) throw noSuchHandoff();
    const change = await act({ trx, now, author, handoff, input });
    return { made: null, changes: [{ field: "handoff", subject: id, ...change }] };
  });
}

/** Whoever accepts has it. Throws `wrong_state` where somebody has it already. */
export const acceptHandoff = (desk: ClientDesk, moving: Moving<object>): Promise<void> =>
  moveOn(desk, moving, async ({ trx, now, author, handoff }) => {
    const { client, trip } = handoff;
    if (handoff.state !== "waiting")
      throw new DomainError("wrong_state", "Somebody has accepted this client already.");
    const manager = author.staffMember;
    await acceptRow(trx, { client, id: moving.id, manager, at: now });
    await insertMove(trx, { client, handoff: moving.id, at: now, what: "accepted", by: author.name });
    if (trip !== null) await moveTrip(trx, { client, id: trip, state: "handed_over", responsible: manager });
    return { before: "waiting", after: "accepted" };
  });

/** Another manager is asked, with a deadline of their own. Throws `bad_input`, `wrong_state`. */
export const passOnHandoff = (desk: ClientDesk, moving: Moving<PassOnBody>): Promise<void> =>
  moveOn(desk, moving, async ({ trx, now, author, handoff, input }) => {
    const { client } = handoff;
    refuseClosed(handoff);
    const waiting = await waitingHandoff(trx, client);
    if (waiting !== undefined && waiting !== moving.id.toLowerCase())
      throw new DomainError("wrong_state", "The client waits for a manager by another handoff already.");
    await refuseUnlessManager(trx, input.manager);
    const { hours } = await loadPlace(trx, { client, office: null, trip: null });
    const dueAt = await deadlineFrom(trx, now, hours);
    const words = input.words?.trim() ?? "";
    await passOnRow(trx, { client, id: moving.id, manager: input.manager, dueAt });
    const move = { client, handoff: moving.id, at: now, by: author.name, to: input.manager, words };
    await insertMove(trx, { ...move, what: "passed_on" });
    return { before: handoff.manager, after: input.manager };
  });

/** What came of it; the plan it was about is booked, dropped, or stands. Throws `wrong_state`. */
export const closeHandoff = (desk: ClientDesk, moving: Moving<CloseBody>): Promise<void> =>
  moveOn(desk, moving, async ({ trx, now, author, handoff, input }) => {
    const { client, trip } = handoff;
    refuseClosed(handoff);
    await closeRow(trx, { client, id: moving.id, result: input.result, at: now });
    const words = input.words?.trim() ?? "";
    await insertMove(trx, { client, handoff: moving.id, at: now, what: "closed", by: author.name, words });
    if (trip !== null && input.result !== "later")
      await moveTrip(trx, { client, id: trip, state: input.result });
    return { before: handoff.state, after: input.result };
  });

function refuseClosed({ state }: LockedHandoff): void {
  if (state === "closed") throw new DomainError("wrong_state", "This handoff is closed.");
}

async function refuseUnlessManager(trx: Connection, manager: string): Promise<void> {
  const managers = await loadManagers(trx);
  if (!managers.some(({ id }) => id === manager.toLowerCase())) throw badInput("manager", "a manager's id");
}

const noSuchHandoff = (): DomainError =>
  new DomainError("not_found", "There is no such handoff.", { place: { field: "id" } });

/** Those that nobody accepted in time become the owner's concern. Returns how many. */
export const escalateHandoffs = (db: Connection, at: Temporal.Instant): Promise<number> =>
  escalateOverdue(db, at);

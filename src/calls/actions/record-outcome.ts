/**
 * A call has ended: what was said becomes facts, all of them in one transaction, and what they forbid leaves the plan
 * in the same one. A call with the key of its sender ends once.
 */
import { readDaysOff } from "../../business/actions/keep-calendar.ts";
import { loadSettings } from "../../business/store.ts";
import { changeContactPoint } from "../../clients/actions/keep-contact-points.ts";
import { authorOf } from "../../clients/actions/change-client.ts";
import { changeProfile } from "../../clients/actions/change-profile.ts";
import { recordWish } from "../../clients/actions/record-wish.ts";
import type { Author, ClientDesk } from "../../clients/desk.ts";
import { lockClients } from "../../clients/store/creations.ts";
import { badInput } from "../../clients/bad-input.ts";
import type { OpenTransaction } from "../../database/sql.ts";
import { makeAppointment } from "../../dealings/actions/agree-with-client.ts";
import { planTrip } from "../../dealings/actions/plan-trip.ts";
import type { AppointmentInput } from "../../dealings/agreed-contract.ts";
import { loadAgreed } from "../../dealings/store/agreed.ts";
import { handOverIn } from "../../handoffs/actions/hand-over.ts";
import { dayIn } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import { inputHash } from "../../kernel/idempotency.ts";
import { newId } from "../../kernel/ids.ts";
import { chooseCardOffice } from "../../loyalty/actions/renew-card.ts";
import { once } from "../../loyalty/actions/run-command.ts";
import type { Outcome, OutcomeRecorded } from "../contract.ts";
import { refuseOutcome, refusePromise, touchStateAfter } from "../outcome.ts";
import {
  clientOfTouch,
  endCall,
  lockCall,
  moveTouch,
  promiseCall,
  settleTakenAlong,
  type TakenCall,
} from "../store/calls.ts";
import { insertRefusal, insertReview } from "../store/left-behind.ts";
import { openComplaintIn } from "./keep-complaints.ts";
import { noSuchCall, notYours } from "./take-call.ts";

export interface OutcomeRequest {
  touch: string;
  key: string;
  input: Outcome;
}

interface Ending {
  trx: OpenTransaction;
  call: TakenCall;
  told: Outcome;
  now: Temporal.Instant;
  /** In the client's calendar. */
  today: Temporal.PlainDate;
  author: Author;
  /** Writes into this transaction; whom it concerns is judged anew at its end. */
  desk: ClientDesk;
}

/** Throws `bad_input`, `idempotency_conflict`, `not_found`, `wrong_state`. */
export function recordOutcome(
  desk: ClientDesk,
  { touch, key, input }: OutcomeRequest,
): Promise<OutcomeRecorded> {
  return desk.db.transaction().execute(async (trx) => {
    const now = desk.clock.now();
    const client = await clientOfTouch(trx, touch);
    if (client === undefined) throw noSuchCall();
    await lockClients(trx, [client]);
    const command = { trx, now, key, input };
    return once(command, { clientId: client, hash: inputHash(`outcome ${touch}`, input) }, async () => {
      refuseOutcome(input, now);
      const author = await authorOf(trx, input.staffMember);
      const call = await lockCall(trx, { client, touch, staffMember: input.staffMember });
      if (!call || (!call.open && !endedAfterAll.includes(call.touchState))) throw notYours();
      const concerned = new Set([client]);
      const inside: ClientDesk = {
        db: trx,
        clock: { now: () => now },
        replan: async (_, { clients }) => clients.forEach((one) => concerned.add(one)),
      };
      if (input.callBackAt !== undefined) await refuseAtNight(trx, input.callBackAt, call.zone);
      const ending = { trx, call, told: input, now, today: dayIn(call.zone, now), author, desk: inside };
      const left = await leaveBehind(ending);
      const stands = await endTouch(ending);
      await desk.replan(trx, { clients: [...concerned], at: now });
      return { call: call.id, touch: stands, ...left };
    });
  });
}

/** The lease ran out while they talked, and nobody has taken the call since: the truth still counts. */
const endedAfterAll = ["planned", "due", "queued", "held", "refused", "withdrawn"];

type LeftBehind = Pick<OutcomeRecorded, "complaint" | "review" | "plannedTrip" | "appointment" | "handoff">;

async function leaveBehind({ trx, call, told, now, today, author, desk }: Ending): Promise<LeftBehind> {
  const { client, touch, chain } = call;
  const { staffMember, words = "" } = told;
  if (told.outcome === "refused")
    await insertRefusal(trx, { client, id: newId(), chain, on: today, words: words.trim() });
  if (told.outcome === "do_not_disturb")
    await recordWish(desk, {
      client,
      input: { scope: "everything", ...told.wish, words, staffMember },
    });
  if (told.outcome === "wrong_number" && call.contactPoint !== null)
    await changeContactPoint(desk, {
      client,
      input: { point: call.contactPoint, state: "wrong", staffMember },
    });
  if (told.facts !== undefined)
    await changeProfile(desk, { client, version: undefined, input: { ...told.facts, staffMember } });
  const review = told.review && newId();
  if (told.review && review) {
    const dealing = typeof call.facts["dealing"] === "string" ? call.facts["dealing"] : null;
    await insertReview(trx, { ...told.review, client, id: review, dealing, touch, on: today, words });
  }
  const plannedTrip =
    told.plannedTrip && (await planTrip(trx, { ...told.plannedTrip, client, today, responsible: null }));
  const appointment = await agreeOn(desk, { client, today, staffMember }, told);
  if (told.cardOffice) {
    const { card: number, office } = told.cardOffice;
    await chooseCardOffice({ trx, now }, { client, number, office, staffMember });
  }
  const complains = told.outcome === "complaint" || told.review?.verdict === "bad";
  const complaint = complains
    ? await openComplaintIn(trx, {
        client,
        office: call.homeOffice,
        touch,
        words: complaintWords(told),
        at: now,
        by: author.name,
      })
    : null;
  const handoff = told.handoff
    ? await handOverIn({
        trx,
        client,
        now,
        author,
        touch,
        input: { words: told.handoff.words ?? words, ...planOf(plannedTrip, call) },
      })
    : null;
  return { complaint, review: review ?? null, plannedTrip: plannedTrip ?? null, appointment, handoff };
}

interface Agreement {
  client: string;
  today: Temporal.PlainDate;
  staffMember: string;
}

/** A moved or cancelled one stays what it was otherwise. Returns the one that is made or moved. Throws `bad_input`, `not_found`. */
async function agreeOn(
  desk: ClientDesk,
  { client, today, staffMember }: Agreement,
  { appointment, cancelledAppointment: cancelled }: Outcome,
): Promise<string | null> {
  if (!appointment && cancelled === undefined) return null;
  const { appointments } = await loadAgreed(desk.db, client);
  const known = (asked: string | undefined) => {
    const found = appointments.find(({ id }) => id === asked?.toLowerCase());
    if (asked !== undefined && !found) throw new DomainError("not_found", "There is no such appointment.");
    return found;
  };
  const put = (id: string | undefined, input: AppointmentInput) =>
    makeAppointment(desk, { client, input: { ...input, staffMember }, ...(id === undefined ? {} : { id }) });
  const without = known(cancelled);
  if (without) {
    const { id, ...as } = without;
    await put(id, { ...as, state: "cancelled" });
  }
  if (!appointment) return null;
  if (Temporal.PlainDate.compare(appointment.on, today) < 0)
    throw badInput("appointment.on", "today or a day to come");
  const { id, ...when } = appointment;
  const before = known(id);
  const made = await put(id, { ...(before && { withWhom: before.withWhom, about: before.about }), ...when });
  return made ?? before?.id ?? null;
}

/** The plan just told, else the one the call was about; none: the nearest. */
function planOf(told: string | undefined, { facts }: TakenCall): { plannedTrip?: string } {
  const trip = told ?? facts["trip"];
  return typeof trip === "string" ? { plannedTrip: trip } : {};
}

const complaintWords = ({ words, review }: Outcome): string =>
  [words, ...(review?.disliked ?? [])]
    .map((part) => part?.trim() ?? "")
    .filter((part) => part !== "")
    .join("\n");

/** Returns the touch: a promised call is called after its day. */
async function endTouch({ trx, call, told, now, author }: Ending): Promise<string> {
  const { outcome, words = "" } = told;
  const ended = told.endedAt === undefined ? now : Temporal.Instant.from(told.endedAt);
  await endCall(trx, call, { outcome, at: ended, now, words: words.trim() });
  const to = touchStateAfter(outcome);
  await moveTouch(trx, call, { to, cause: outcome, at: now });
  if (to === "done") await settleTakenAlong(trx, call, { at: now, to });
  if (told.callBackAt === undefined) return call.touch;
  const at = Temporal.Instant.from(told.callBackAt);
  const on = dayOfPromise(at, call.zone, (await loadSettings(trx)).zone);
  return promiseCall(trx, call, { at, on, keeper: author.staffMember ?? "" });
}

/** By the business's calendar: on a holiday later than on a working day. Throws `bad_input`. */
async function refuseAtNight(trx: OpenTransaction, callBackAt: string, zone: string): Promise<void> {
  const local = Temporal.Instant.from(callBackAt).toZonedDateTimeISO(zone);
  refusePromise(local, await readDaysOff(trx, local.toPlainDate()));
}

/** The client's day; west of the business, where that is over here before the promised hour has come, ours. */
function dayOfPromise(at: Temporal.Instant, zone: string, businessZone: string): Temporal.PlainDate {
  const [theirs, ours] = [dayIn(zone, at), dayIn(businessZone, at)];
  return Temporal.PlainDate.compare(theirs, ours) < 0 ? ours : theirs;
}

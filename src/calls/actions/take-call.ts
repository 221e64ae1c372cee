/** An operator takes the next best call, keeps it while talking, or gives it back. */
import { loadSettings } from "../../business/store.ts";
import { authorOf } from "../../clients/actions/change-client.ts";
import type { ClientDesk } from "../../clients/desk.ts";
import type { Connection, OpenTransaction } from "../../database/sql.ts";
import { dayIn } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { leaseMinutes, leavingSeconds } from "../outcome.ts";
import {
  claimBest,
  clientOfTouch,
  endCall,
  giveBackOverdue,
  keepLease,
  lockCall,
  loadTakenAlong,
  openCallOf,
  returnTouch,
  type OpenCall,
  type TakenAlong,
} from "../store/calls.ts";

/** How often somebody else may be quicker before the operator is told that there is nothing. */
const triesAtMost = 20;

export interface CallAndMore extends OpenCall {
  takenAlong: TakenAlong[];
}

/**
 * One call at a time: who has one gets that one again, but for those that have just been ended and may still be taken back.
 * Undefined: nothing can be called now. Throws `bad_input`.
 */
export async function takeCall(
  { db, clock }: Pick<ClientDesk, "db" | "clock">,
  {
    staffMember,
    ending = [],
    touch,
  }: { staffMember: string; ending?: readonly string[] | undefined; touch?: string | undefined },
): Promise<CallAndMore | undefined> {
  const at = clock.now();
  await giveBackOverdue(db, at);
  return db.transaction().execute(async (trx) => {
    await authorOf(trx, staffMember);
    const leaseUntil = at.add({ minutes: leaseMinutes });
    const open = await openCall(trx, { staffMember, ending });
    if (open) {
      await keepLease(trx, { touch: open.touch, staffMember, leaseUntil });
      return { ...open, leaseUntil };
    }
    const on = dayIn((await loadSettings(trx)).zone, at);
    for (let tries = 0; tries < triesAtMost; tries++) {
      const { found, taken } = await claimBest(trx, {
        id: newId(),
        on,
        at,
        leaseUntil,
        staffMember,
        touch,
      });
      if (taken) return openCall(trx, { staffMember, ending });
      if (!found) break;
    }
    return undefined;
  });
}

async function openCall(
  trx: OpenTransaction,
  asked: { staffMember: string; ending: readonly string[] },
): Promise<CallAndMore | undefined> {
  const call = await openCallOf(trx, asked);
  return call && { ...call, takenAlong: await loadTakenAlong(trx, call) };
}

/**
 * The call goes on; or the page is being closed, and unless it opens again at once the next operator gets the call.
 * Returns until when it is the operator's, and whether it may still be made. Throws `wrong_state`.
 */
export async function keepCall(
  { db, clock }: ClientDesk,
  {
    touch,
    staffMember,
    leaving = false,
  }: { touch: string; staffMember: string; leaving?: boolean | undefined },
): Promise<{ leaseUntil: Temporal.Instant; stands: boolean }> {
  const leaseUntil = clock.now().add(leaving ? { seconds: leavingSeconds } : { minutes: leaseMinutes });
  const kept = await keepLease(db, { touch, staffMember, leaseUntil });
  if (!kept) throw notYours();
  return { leaseUntil, ...kept };
}

/** Nobody was called; the next operator gets it. Given back once more it stays given back. Throws `not_found`. */
export async function giveBackCall(
  { db, clock, replan }: ClientDesk,
  { touch, staffMember }: { touch: string; staffMember: string },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const client = await clientOfTouch(trx, touch);
    if (client === undefined) throw noSuchCall();
    const call = await lockCall(trx, { client, touch, staffMember });
    if (!call?.open) return;
    const at = clock.now();
    await endCall(trx, call, { outcome: "given_back", at, now: at, words: "" });
    await returnTouch(trx, call, at);
    await replan(trx, { clients: [client], at });
  });
}

/** Leases that are over: operators who closed the page, or lost their machine. */
export const giveBackAbandoned = (db: Connection, at: Temporal.Instant): Promise<number> =>
  giveBackOverdue(db, at);

export const noSuchCall = (): DomainError =>
  new DomainError("not_found", "Nobody has taken such a call.", { place: { field: "touch" } });

export const notYours = (): DomainError =>
  new DomainError("wrong_state", "The call is not this operator's, or has ended.", {
    place: { field: "touch" },
  });

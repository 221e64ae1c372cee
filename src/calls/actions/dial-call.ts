/** The operator dials: the moment is written down, and where a telephone exchange is connected it rings both ends. */
import { loadSettings } from "../../business/store.ts";
import { authorOf } from "../../clients/actions/change-client.ts";
import type { ClientDesk } from "../../clients/desk.ts";
import { dayIn } from "../../kernel/clock.ts";
import { ChannelError, DomainError } from "../../kernel/errors.ts";
import { markDialled } from "../store/calls.ts";
import { loadLine, loadShift, putLine, type Shift } from "../store/shift.ts";
import type { Dial } from "../telephony/click-to-call.ts";
import { notYours } from "./take-call.ts";

/** Returns whether the exchange dials; without one the telephone itself does. Throws `wrong_state`, `not_dialled`. */
export async function dialCall(
  { db, clock }: Pick<ClientDesk, "db" | "clock">,
  { touch, staffMember, dial }: { touch: string; staffMember: string; dial: Dial | undefined },
): Promise<boolean> {
  const call = await markDialled(db, { touch, staffMember, at: clock.now() });
  if (!call) throw notYours();
  if (!dial || call.phone === null) return false;
  try {
    await dial({ phone: call.phone, line: call.line, touch });
    return true;
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error;
    throw new DomainError("not_dialled", `The telephone exchange did not dial: ${error.message}.`, {
      cause: error,
    });
  }
}

/** Throws `bad_input`. */
export function keepLine(
  { db }: Pick<ClientDesk, "db">,
  { staffMember, line }: { staffMember: string; line: string | null },
): Promise<string | null> {
  return db.transaction().execute(async (trx) => {
    await authorOf(trx, staffMember);
    await putLine(trx, staffMember, line);
    return loadLine(trx, staffMember);
  });
}

/** The operator's numbers since the day began for the business. */
export async function readShift(
  { db, clock }: Pick<ClientDesk, "db" | "clock">,
  staffMember: string,
): Promise<Shift> {
  const { zone } = await loadSettings(db);
  const since = dayIn(zone, clock.now()).toZonedDateTime({ timeZone: zone }).toInstant();
  return loadShift(db, { staffMember, since });
}

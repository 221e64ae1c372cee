/** The operator dials: the moment is written down, and where a telephone exchange is connected it rings both ends. */
import { loadSettings } from "../../business/store.ts";
import { authorOf } from "../../clients/actions/change-client.ts";
import type { ClientDesk } from "../../clients/desk.ts";
import type { Connection } from "../../database/sql.ts";
import { dayIn } from "../../kernel/clock.ts";
import { ChannelError, DomainError } from "../../kernel/errors.ts";
import type { Operators } from "../contract.ts";
import { markDialled } from "../store/calls.ts";
import { loadLine, loadOperators, loadShift, putLine, type Shift } from "../store/shift.ts";
import type { Dial } from "../telephony/click-to-call.ts";
import { notYours } from "./take-call.ts";

/** Returns whether the exchange dials; without one the telephone itself does. Throws `wrong_state`, `not_dialled`. */
export async function dialCall(
  { db, clock }: Pick<ClientDesk, "db" | "clock">,
  { touch, staffMember, dial }: { touch: string; staffMember: string; dial: Dial | undefined },
): Promise<boolean> {
  const call = await markDialled(db, { touch, staffMember, at: clock.now() });
  if (!call) throw notYours();
  if (!call.stands)
    throw new DomainError(
      "wrong_state",
      "This client must not be called any more: since the call was taken, a wish or another fact decided otherwise.",
      { place: { field: "touch" } },
    );
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

/** Another's line. Throws `not_found`. */
export async function giveLine(
  { db }: Pick<ClientDesk, "db">,
  { staffMember, line }: { staffMember: string; line: string | null },
): Promise<void> {
  if (await putLine(db, staffMember, line)) return;
  throw new DomainError("not_found", "There is no such staff member.", { place: { field: "staffMember" } });
}

/** Who is on the phone, and what everybody has done today. */
export async function readOperators(
  { db, clock }: Pick<ClientDesk, "db" | "clock">,
  dials: boolean,
): Promise<Operators> {
  const at = clock.now();
  const operators = await loadOperators(db, { at, since: await dayBegan(db, at) });
  return {
    operators: operators.map(({ talkingSince, lastCallAt, ...row }) => ({
      ...row,
      talkingSince: talkingSince?.toString() ?? null,
      lastCallAt: lastCallAt?.toString() ?? null,
    })),
    dials,
  };
}

/** The operator's numbers since the day began for the business. */
export async function readShift(
  { db, clock }: Pick<ClientDesk, "db" | "clock">,
  staffMember: string,
): Promise<Shift> {
  return loadShift(db, { staffMember, since: await dayBegan(db, clock.now()) });
}

async function dayBegan(db: Connection, at: Temporal.Instant): Promise<Temporal.Instant> {
  const { zone } = await loadSettings(db);
  return dayIn(zone, at).toZonedDateTime({ timeZone: zone }).toInstant();
}

/** Invites people, changes what they may, closes their accounts and opens them a way back in. */
import { inTransaction } from "../../database/in-transaction.ts";
import type { Connection, OpenTransaction } from "../../database/sql.ts";
import type { Clock } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { makeSecret } from "../api-key.ts";
import { isBoundToOffices, type StaffRole } from "../rights.ts";
import type { NewStaffMember, Staff, StaffMember, StaffPatch } from "../staff-contract.ts";
import { refuseToLockOut, refuseUnlessOverOwner, type ActingStaff } from "../staff-rules.ts";
import { insertStaffMember } from "../store/accounts.ts";
import { putLink, withdrawLinks } from "../store/links.ts";
import { endSessions } from "../store/sessions.ts";
import {
  countOffices,
  forgetSecondFactor,
  isEmailTaken,
  loadOffices,
  loadStaff,
  lockStaff,
  putOffices,
  updateStaff,
  type StaffRow,
} from "../store/staff.ts";

export interface StaffDesk {
  db: Connection;
  clock: Clock;
}

/** Undefined where the command line acts: whoever has the machine may all. */
export type By = ActingStaff | undefined;

const goodFor = Temporal.Duration.from({ hours: 7 * 24 });

const tellStaff = ({ lastSeenAt, ...row }: StaffRow): StaffMember => ({
  ...row,
  lastSeenAt: lastSeenAt?.toString() ?? null,
});

export async function readStaff({ db, clock }: StaffDesk): Promise<Staff> {
  const staff = await loadStaff(db, { now: clock.now() });
  return { staff: staff.map(tellStaff), offices: await loadOffices(db) };
}

async function oneOf({ clock }: StaffDesk, db: Connection, id: string): Promise<StaffMember> {
  const [row] = await loadStaff(db, { now: clock.now(), id });
  if (!row) throw new DomainError("not_found", `No staff member has the id ${id}.`);
  return tellStaff(row);
}

export interface OpenedWay {
  kind: "invitation" | "reset";
  staffMember: StaffMember;
  token: string;
  expiresAt: Temporal.Instant;
}

/** Throws `email_taken`, `bad_input`, `forbidden`. */
export async function inviteStaff(desk: StaffDesk, input: NewStaffMember, by: By): Promise<OpenedWay> {
  refuseUnlessOverOwner(by, input.role);
  return inTransaction(desk.db, async (trx) => {
    const [id, at] = [newId(), desk.clock.now()];
    const email = await freeEmail(trx, input.email, null);
    await insertStaffMember(trx, { id, name: input.name.trim(), role: input.role, email, at });
    await keepOffices(trx, { id, role: input.role, offices: input.offices ?? [] });
    return openWay(desk, trx, { id, kind: "invitation", by });
  });
}

/** Throws `not_found`, `email_taken`, `bad_input`, `forbidden`, `wrong_state`. */
export async function changeStaff(
  desk: StaffDesk,
  id: string,
  patch: StaffPatch,
  by: By,
): Promise<StaffMember> {
  return inTransaction(desk.db, async (trx) => {
    const { member, others } = await lockStaff(trx, id);
    if (!member) throw new DomainError("not_found", `No staff member has the id ${id}.`);
    const role = patch.role ?? member.role;
    const disabled = patch.disabled ?? member.disabled;
    refuseUnlessOverOwner(by, member.role, role);
    refuseToLockOut({ id, before: member, after: { role, disabled }, others }, by);
    const at = desk.clock.now();
    const { offices, ...rest } = patch;
    if (rest.email !== undefined) rest.email = await freeEmail(trx, rest.email, id);
    await updateStaff(trx, id, { ...rest, at });
    const before = await oneOf(desk, trx, id);
    await keepOffices(trx, { id, role, offices: offices ?? before.offices.map((office) => office.id) });
    if (disabled) {
      await endSessions(trx, id, { but: null });
      await withdrawLinks(trx, id, at);
    }
    return oneOf(desk, trx, id);
  });
}

/** A new link to set a password with; sessions there are stay until it is used. Throws `not_found`, `forbidden`. */
export async function sendLink(
  desk: StaffDesk,
  id: string,
  { by, forgetFactor = false }: { by: By; forgetFactor?: boolean | undefined },
): Promise<OpenedWay> {
  return inTransaction(desk.db, async (trx) => {
    const before = await oneOf(desk, trx, id);
    refuseUnlessOverOwner(by, before.role);
    if (before.state === "disabled" || before.email === null)
      throw new DomainError("wrong_state", "Expected somebody with an e-mail who may sign in.");
    if (forgetFactor) await forgetSecondFactor(trx, id);
    return openWay(desk, trx, { id, kind: before.state === "active" ? "reset" : "invitation", by });
  });
}

async function openWay(
  desk: StaffDesk,
  trx: OpenTransaction,
  { id, kind, by }: { id: string; kind: "invitation" | "reset"; by: By },
): Promise<OpenedWay> {
  const { secret: token, hash } = makeSecret();
  const madeAt = desk.clock.now();
  const expiresAt = madeAt.add(goodFor);
  await putLink(trx, { id: newId(), staffMember: id, kind, hash, madeBy: by?.id ?? null, madeAt, expiresAt });
  return { kind, staffMember: await oneOf(desk, trx, id), token, expiresAt };
}

async function freeEmail(trx: OpenTransaction, typed: string, but: string | null): Promise<string> {
  const email = typed.trim().toLowerCase();
  if (await isEmailTaken(trx, email, but))
    throw new DomainError("email_taken", "Somebody here already signs in with this e-mail.", {
      place: { field: "email" },
    });
  return email;
}

/** Somebody bound to offices needs one. */
async function keepOffices(
  trx: OpenTransaction,
  { id, role, offices }: { id: string; role: StaffRole; offices: readonly string[] },
): Promise<void> {
  const refuse = (expected: string): never => {
    throw new DomainError("bad_input", `offices: expected ${expected}.`, { place: { field: "offices" } });
  };
  if (isBoundToOffices(role) && offices.length === 0) refuse(`at least one office for the role ${role}`);
  if ((await countOffices(trx, offices)) !== new Set(offices).size) refuse("ids of offices");
  await putOffices(trx, id, offices);
}

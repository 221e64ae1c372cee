/** Somebody sets a password: with a link they were given, or as the first of all. */
import { loadSettings } from "../../business/store.ts";
import { inTransaction } from "../../database/in-transaction.ts";
import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { hashOfSecret } from "../api-key.ts";
import type { Link, OwnerAccount } from "../staff-contract.ts";
import { hasAccount, insertStaffMember, keepPassword, lockAccounts } from "../store/accounts.ts";
import { findLink, useLink, type GoodLink } from "../store/links.ts";
import { endSessions } from "../store/sessions.ts";
import type { StaffDesk } from "./manage-staff.ts";

export type HashPassword = (password: string) => Promise<string>;

const gone = (): never => {
  throw new DomainError("not_found", "This link was used or is over. Ask for a new one.");
};

/** Throws `not_found`. */
export async function readLink({ db, clock }: StaffDesk, token: string): Promise<Link> {
  const found = (await findLink(db, { hash: hashOfSecret(token), now: clock.now() })) ?? gone();
  const { kind, name, email, role } = found satisfies GoodLink;
  return { kind, name, email, role, business: (await loadSettings(db)).name };
}

/** Once: of two who use a link at the same moment one is too late. Returns who may sign in now. Throws `not_found`. */
export async function takeLink(
  { db, clock }: StaffDesk,
  { token, password }: { token: string; password: string },
  hashPassword: HashPassword,
): Promise<string> {
  const hash = await hashPassword(password);
  return inTransaction(db, async (trx) => {
    const now = clock.now();
    const link = (await findLink(trx, { hash: hashOfSecret(token), now, lock: true })) ?? gone();
    await useLink(trx, link.id, now);
    await keepPassword(trx, { staffMember: link.staffMember, hash, at: now });
    await endSessions(trx, link.staffMember, { but: null });
    return link.staffMember;
  });
}

/** Once: when nobody at all can sign in. Throws `forbidden`. */
export async function makeFirstAccount(
  { db, clock }: StaffDesk,
  { name, email, password }: OwnerAccount,
  hashPassword: HashPassword,
): Promise<string> {
  const hash = await hashPassword(password);
  return inTransaction(db, async (trx) => {
    await lockAccounts(trx);
    if (await hasAccount(trx))
      throw new DomainError(
        "forbidden",
        "The first account is made already. Sign in, or ask for an invitation.",
      );
    const [id, at] = [newId(), clock.now()];
    await insertStaffMember(trx, {
      id,
      name: name.trim(),
      role: "owner",
      email: email.trim().toLowerCase(),
      at,
    });
    await keepPassword(trx, { staffMember: id, hash, at });
    return id;
  });
}

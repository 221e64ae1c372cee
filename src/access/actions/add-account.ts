/** An account that can be used at once, with a password that somebody else has chosen. */
import { inTransaction } from "../../database/in-transaction.ts";
import type { NewStaffMember, StaffMember } from "../staff-contract.ts";
import { inviteStaff, type StaffDesk } from "./manage-staff.ts";
import { takeLink, type HashPassword } from "./take-link.ts";

/** Throws what `inviteStaff` throws. */
export function addAccount(
  desk: StaffDesk,
  { password, ...member }: NewStaffMember & { password: string },
  hashPassword: HashPassword,
): Promise<StaffMember> {
  return inTransaction(desk.db, async (db) => {
    const { staffMember, token } = await inviteStaff({ ...desk, db }, member, undefined);
    await takeLink({ ...desk, db }, { token, password }, hashPassword);
    return { ...staffMember, state: "active" };
  });
}

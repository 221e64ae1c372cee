/** What may be done to whom: nobody locks the business out, and only an owner makes an owner. */
import { DomainError } from "../kernel/errors.ts";
import type { StaffRole } from "./rights.ts";

export interface ActingStaff {
  id: string;
  role: StaffRole;
}

interface Standing {
  role: StaffRole;
  disabled: boolean;
}

/** `by`: undefined where the command line acts. Throws `forbidden`. */
export function refuseUnlessOverOwner(by: ActingStaff | undefined, ...roles: readonly StaffRole[]): void {
  if (by !== undefined && by.role !== "owner" && roles.includes("owner"))
    throw new DomainError("forbidden", "Only an owner lets owners in and changes them.");
}

const canManage = ({ role, disabled }: Standing): boolean =>
  !disabled && (role === "owner" || role === "administrator");

/** `others`: how many else may manage staff. Throws `wrong_state`, `forbidden`. */
export function refuseToLockOut(
  change: { id: string; before: Standing; after: Standing; others: number },
  by: ActingStaff | undefined,
): void {
  if (by?.id === change.id && change.after.disabled && !change.before.disabled)
    throw new DomainError("forbidden", "Nobody closes the account they are signed in with.");
  if (canManage(change.before) && !canManage(change.after) && change.others === 0)
    throw new DomainError(
      "wrong_state",
      "This is the last account that can let people in. Make another owner or administrator first.",
    );
}

/** What of the card's bonus only some staff members may do. */
import { DomainError } from "../kernel/errors.ts";
import { refuse } from "./till.ts";

const rights = {
  adjust: {
    roles: ["manager", "owner", "administrator"],
    says: "A bonus is changed by hand by a manager, an owner or an administrator",
  },
  grace: {
    roles: ["owner", "administrator"],
    says: "A grace period is given by an owner or an administrator",
  },
} as const satisfies Record<string, { roles: readonly string[]; says: string }>;

/** `role`: undefined where there is no such staff member. Throws `bad_input`, `not_allowed`. */
export function refuseUnlessMay(right: keyof typeof rights, role: string | undefined): void {
  if (role === undefined) refuse("staffMember", "a staff member's id");
  const { roles, says } = rights[right];
  if ((roles as readonly string[]).includes(role)) return;
  throw new DomainError("not_allowed", `${says}, not by the role ${role}.`, {
    place: { field: "staffMember" },
  });
}

import type { Role } from "../../api/me.ts";

const order: Record<Role, true> = {
  owner: true,
  operator: true,
  manager: true,
  desk: true,
  marketer: true,
  administrator: true,
};
export const roles = Object.keys(order) as Role[];

import type { Words } from "../kernel/language.ts";
import type { StaffRole } from "./rights.ts";

export const roleWords: Record<StaffRole, Words> = {
  operator: { ru: "оператор", en: "operator" },
  manager: { ru: "менеджер", en: "manager" },
  desk: { ru: "сотрудник офиса", en: "desk" },
  marketer: { ru: "маркетолог", en: "marketer" },
  owner: { ru: "владелец", en: "owner" },
  administrator: { ru: "администратор", en: "administrator" },
};

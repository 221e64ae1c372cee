/** Who may do what: the roles, the rights, and the one table that gives rights to roles. */

export const staffRoles = ["operator", "manager", "desk", "marketer", "owner", "administrator"] as const;
export type StaffRole = (typeof staffRoles)[number];

/** These work at offices of theirs, and act only there where an office is concerned. */
const boundToOffices: readonly StaffRole[] = ["manager", "desk"];
export const isBoundToOffices = (role: StaffRole): boolean => boundToOffices.includes(role);

type Verb = "read" | "write";
interface RightRow {
  /** What it takes of an API key's scope in the area before the dot. */
  scope: Verb;
  roles: readonly StaffRole[];
}

const heads = ["owner", "administrator"] as const satisfies StaffRole[];
const everybody = staffRoles;
const frontOffice = ["operator", "manager", "desk", ...heads] as const satisfies StaffRole[];
const planners = ["operator", "manager", "marketer", ...heads] as const satisfies StaffRole[];
const makers = ["marketer", ...heads] as const satisfies StaffRole[];

/** An area, a dot, and what is done there. Owner and administrator may all of it. */
const table = {
  "business.read": { scope: "read", roles: everybody },
  "business.change": { scope: "write", roles: heads },
  "clients.read": { scope: "read", roles: everybody },
  "clients.change": { scope: "write", roles: frontOffice },
  "clients.merge": { scope: "write", roles: ["operator", "manager", ...heads] },
  "clients.import": { scope: "write", roles: makers },
  "clients.export": { scope: "read", roles: heads },
  "clients.erase": { scope: "write", roles: heads },
  "plan.read": { scope: "read", roles: planners },
  "calls.make": { scope: "write", roles: ["operator", "manager", ...heads] },
  "handoffs.read": { scope: "read", roles: ["operator", "manager", ...heads] },
  "handoffs.take": { scope: "write", roles: ["manager", ...heads] },
  "chains.read": { scope: "read", roles: planners },
  "chains.change": { scope: "write", roles: makers },
  "segments.read": { scope: "read", roles: makers },
  "segments.change": { scope: "write", roles: makers },
  "cards.read": { scope: "read", roles: frontOffice },
  "cards.serve": { scope: "write", roles: ["manager", "desk", ...heads] },
  "cards.adjust": { scope: "write", roles: ["manager", ...heads] },
  "cards.grace": { scope: "write", roles: heads },
  "cards.rules": { scope: "write", roles: heads },
  "gifts.read": { scope: "read", roles: frontOffice },
  "gifts.give": { scope: "write", roles: frontOffice },
  "gifts.stock": { scope: "write", roles: ["manager", "desk", ...heads] },
  "reports.read": { scope: "read", roles: makers },
  "ledger.read": { scope: "read", roles: heads },
  "letters.read": { scope: "read", roles: everybody },
  "webhooks.read": { scope: "read", roles: heads },
  "webhooks.change": { scope: "write", roles: heads },
  "staff.manage": { scope: "write", roles: heads },
  "keys.manage": { scope: "write", roles: heads },
  "audit.read": { scope: "read", roles: heads },
} as const satisfies Record<string, RightRow>;

export type Right = keyof typeof table;
export const rights = Object.keys(table) as readonly Right[];

export const mayRole = (role: StaffRole, right: Right): boolean =>
  (table[right].roles as readonly StaffRole[]).includes(role);

export const rightsOf = (role: StaffRole): Right[] => rights.filter((right) => mayRole(role, right));
export const rolesWith = (right: Right): readonly StaffRole[] => table[right].roles;

type AreaOf<Name> = Name extends `${infer Area}.${string}` ? Area : never;
export type Area = AreaOf<Right>;
const areaOf = (right: Right): Area => right.slice(0, right.indexOf(".")) as Area;

/** Whom a key cannot become: it lets nobody in and makes no further key. */
const neverByKey = ["staff", "keys"] as const satisfies readonly Area[];
export type KeyArea = Exclude<Area, (typeof neverByKey)[number]>;
const isOfKeys = (area: Area): area is KeyArea => !(neverByKey as readonly Area[]).includes(area);
export const keyAreas: readonly KeyArea[] = [...new Set(rights.map(areaOf))].filter(isOfKeys);

export type Scope = `${KeyArea}:${Verb}`;
export const scopes: readonly Scope[] = [
  ...new Set(
    rights.flatMap((right): Scope[] => {
      const area = areaOf(right);
      return isOfKeys(area) ? [`${area}:${table[right].scope}`] : [];
    }),
  ),
];

/** A scope to write is none to read: a till needs no list of clients. */
export const mayScopes = (given: readonly string[], right: Right): boolean =>
  isOfKeys(areaOf(right)) && given.includes(`${areaOf(right)}:${table[right].scope}`);

/** People who work here, how they come in, and the sessions they have. */
import { Type, type Static } from "typebox";
import { Id, Moment, nullable, oneOf, phrase } from "../kernel/wire.ts";
import { Role } from "./contract.ts";

const closed = { additionalProperties: false };
const name = Type.String({ minLength: 1, maxLength: 200, pattern: "^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$" });
const email = Type.String({ format: "email", maxLength: 200 });
const password = Type.String({
  minLength: 10,
  maxLength: 200,
  description: "Ten characters or more.",
});
const offices = Type.Array(Id, { maxItems: 1000, uniqueItems: true });

export const OwnerAccount = Type.Object({ name, email, password }, closed);
export type OwnerAccount = Static<typeof OwnerAccount>;

export const LinkPath = Type.Object({ token: Type.String({ pattern: "^[\\w-]{20,100}$" }) });
/** Whom a link lets in. */
export const Link = Type.Object({
  kind: oneOf(["invitation", "reset"]),
  name: Type.String(),
  email: Type.String(),
  role: Role,
  business: Type.String(),
});
export type Link = Static<typeof Link>;
export const NewPassword = Type.Object({ password }, closed);

export const StaffPath = Type.Object({ id: Id });
export const StaffMember = Type.Object({
  id: Id,
  name: Type.String(),
  email: nullable(Type.String()),
  role: Role,
  offices: Type.Array(Type.Object({ id: Id, name: Type.String() })),
  state: oneOf(["active", "invited", "without_account", "disabled"], {
    description: "invited: a link is out and still good.",
  }),
  secondFactor: Type.Boolean(),
  lastSeenAt: nullable(Moment),
});
export type StaffMember = Static<typeof StaffMember>;
export const Staff = Type.Object({
  staff: Type.Array(StaffMember, { description: "By name, those who may no longer sign in last." }),
  offices: Type.Array(Type.Object({ id: Id, name: Type.String() })),
});
export type Staff = Static<typeof Staff>;

export const NewStaffMember = Type.Object(
  { name, email, role: Role, offices: Type.Optional(offices) },
  closed,
);
export type NewStaffMember = Static<typeof NewStaffMember>;
export const StaffPatch = Type.Object(
  {
    name: Type.Optional(name),
    email: Type.Optional(email),
    role: Type.Optional(Role),
    offices: Type.Optional(offices),
    disabled: Type.Optional(Type.Boolean({ description: "Disabled, all sessions end at once." })),
  },
  closed,
);
export type StaffPatch = Static<typeof StaffPatch>;

const letters = ["sent", "not_taken", "no_mail_server"] as const;
/** The link is told this once; whoever has it sets the password. */
export const MadeLink = Type.Object({
  staffMember: StaffMember,
  path: Type.String({ description: "Where it leads on this server: /invitation/…" }),
  expiresAt: Moment,
  letter: oneOf(letters, { description: "Whether the link went to their e-mail too." }),
});
export type MadeLink = Static<typeof MadeLink>;
export const NewLink = Type.Object(
  { forgetSecondFactor: Type.Optional(Type.Boolean({ description: "The telephone is lost." })) },
  closed,
);

export const SessionPath = Type.Object({ id: Id });
export const Sessions = Type.Object({
  sessions: Type.Array(
    Type.Object({
      id: Id,
      current: Type.Boolean(),
      since: Moment,
      lastSeenAt: Moment,
      address: phrase(100),
      browser: phrase(500, "As the browser calls itself."),
    }),
  ),
});
export type Sessions = Static<typeof Sessions>;

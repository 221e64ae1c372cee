/** Who is signed in, and what they may. */
import { Type, type Static } from "typebox";
import { Id, nullable, oneOf } from "../kernel/wire.ts";
import { rights, staffRoles } from "./rights.ts";

export const Role = oneOf(staffRoles);

export const Me = Type.Object({
  staffMember: Type.Object({ id: Id, name: Type.String(), role: Role, email: Type.String() }),
  offices: Type.Array(Type.Object({ id: Id, name: Type.String() }), {
    description:
      "Where they work. A manager and a desk act at these only; nobody else is bound to an office.",
  }),
  rights: Type.Array(oneOf(rights)),
  secondFactor: Type.Boolean(),
});
export type Me = Static<typeof Me>;

/** What a page shows before anybody has signed in. */
export const Door = Type.Object({
  name: Type.String({ description: "Whose Povod this is." }),
  demo: Type.Boolean(),
  firstStart: Type.Boolean({ description: "Nobody has an account yet: the owner's is asked for." }),
});
export type Door = Static<typeof Door>;

export const DemoSignIn = Type.Object({ role: Role });
export const SignedIn = Type.Object({ staffMember: nullable(Id) });
export type SignedIn = Static<typeof SignedIn>;

/** Who changed what, and who looked at whom. */
import { Type, type Static } from "typebox";
import { cursor, Day, Id, Moment, next, nullable, oneOf } from "../kernel/wire.ts";

export const AuditQuery = Type.Object({
  kind: Type.Optional(oneOf(["change", "look"])),
  who: Type.Optional(Type.String({ format: "uuid", description: "A staff member or an API key." })),
  client: Type.Optional(Id),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  cursor,
});
export type AuditQuery = Static<typeof AuditQuery>;

export const Audit = Type.Object({
  lines: Type.Array(
    Type.Object({
      id: Id,
      at: Moment,
      kind: oneOf(["change", "look"]),
      who: nullable(
        Type.Object(
          { id: Id, name: Type.String(), kind: oneOf(["staff", "key"]) },
          { description: "Null: not named." },
        ),
      ),
      what: Type.String({
        description: "A change: method and route. A look: what was shown, as in a client's views.",
      }),
      subject: Type.Record(Type.String(), Type.String(), { description: "What the route's address named." }),
      client: nullable(Id),
      clients: Type.Integer({ description: "How many clients a look showed." }),
    }),
    { description: "The newest first." },
  ),
  next,
});
export type Audit = Static<typeof Audit>;

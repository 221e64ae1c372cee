/** Issues of the newsletter: the day one comes out, its words, what its offers depend on, and whom it is for. */
import { Type, type Static } from "typebox";
import { Day, nullable, phrase } from "../kernel/wire.ts";

const closed = { additionalProperties: false } as const;
const said = (maxLength: number, description: string) =>
  Type.Object(
    { ru: Type.Optional(phrase(maxLength)), en: Type.Optional(phrase(maxLength)) },
    { ...closed, description },
  );

export const IssuePath = Type.Object({ number: Type.Integer({ minimum: 1, maximum: 1_000_000 }) });
export const IssueHeaders = Type.Object({
  "if-match": Type.Optional(Type.String({ description: "The ETag of the issue that was read." })),
  "if-none-match": Type.Optional(Type.Literal("*", { description: "Only where no issue has this number." })),
});

export const NewIssue = Type.Object(
  {
    on: Day,
    subject: said(200, "In the business's language at least; a reader of the other one gets what there is."),
    body: said(20_000, "Plain text; an empty line begins a paragraph."),
    conditions: Type.Optional(
      nullable(
        said(2_000, "What the offers of the issue depend on; asked for where its words hold an offer."),
      ),
    ),
    segment: Type.Optional(
      nullable(phrase(100, "A saved segment, taken as it is now; everybody where there is none.")),
    ),
  },
  closed,
);
export type NewIssue = Static<typeof NewIssue>;

const Said = Type.Object({ ru: Type.Optional(Type.String()), en: Type.Optional(Type.String()) });
export const Issue = Type.Object({
  number: Type.Integer(),
  on: Day,
  subject: Said,
  body: Said,
  conditions: nullable(Said),
  segment: nullable(Type.String()),
  begun: Type.Boolean({ description: "It has gone out to somebody, and stays as it is." }),
  etag: Type.String(),
});
export type Issue = Static<typeof Issue>;
export const Issues = Type.Object({ issues: Type.Array(Issue) });
export type Issues = Static<typeof Issues>;

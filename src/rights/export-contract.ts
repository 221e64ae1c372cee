/** Everything that is held about a client, as it is given out. */
import { Type, type Static, type TSchema } from "typebox";
import { Day, Id, lang, Moment, Money, nullable, oneOf, TimeOfDay } from "../kernel/wire.ts";
import { sectionNames, sections, type Reading, type SectionName } from "./sections-contract.ts";

const shapes: Record<Reading, TSchema> = {
  text: nullable(Type.String()),
  code: nullable(Type.String()),
  day: nullable(Day),
  moment: nullable(Moment),
  money: nullable(Money),
  number: nullable(Type.Number()),
  yes_no: nullable(Type.Boolean()),
  data: Type.Unknown(),
};

const sectionShape = (name: SectionName) =>
  Type.Array(
    Type.Object(
      Object.fromEntries(
        Object.entries(sections[name].fields).map(([field, { title, reads }]) => [
          field,
          { ...shapes[reads], description: title.en },
        ]),
      ),
    ),
    { description: sections[name].title.en },
  );

export type SectionRow = Record<string, unknown>;

export const ClientExport = Type.Object({
  format: Type.Literal("povod-client-export"),
  version: Type.Literal(1),
  madeAt: Moment,
  business: Type.String(),
  currency: Type.String(),
  language: oneOf(["ru", "en"]),
  client: Type.Object({
    id: Id,
    externalId: nullable(Type.String()),
    familyName: Type.String(),
    givenName: Type.String(),
    patronymic: Type.String(),
    sex: nullable(oneOf(["female", "male"])),
    birthday: nullable(Type.String({ description: "YYYY-MM-DD, --MM-DD where the year is not known." })),
    language: oneOf(["ru", "en"]),
    zone: nullable(Type.String()),
    homeOffice: nullable(Type.String()),
    statementOffice: nullable(Type.String()),
    hours: nullable(Type.Object({ from: TimeOfDay, to: TimeOfDay })),
    attributes: Type.Record(Type.String(), Type.Unknown()),
    tags: Type.Array(Type.String()),
    createdOn: Day,
    deceasedOn: nullable(Day),
  }),
  sections: Type.Object(
    Object.fromEntries(sectionNames.map((name) => [name, sectionShape(name)])) as Record<
      SectionName,
      ReturnType<typeof sectionShape>
    >,
  ),
  more: Type.Record(Type.String(), Type.Array(Type.Record(Type.String(), Type.Unknown())), {
    description: "What no section names, by the table it is kept in.",
  }),
});
export type ClientExport = Static<typeof ClientExport>;
export type ExportedClient = ClientExport["client"];

export const ExportQuery = Type.Object({ lang });

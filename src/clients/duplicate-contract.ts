/** Two records and one person: merged, given back, told apart. */
import { Type, type Static } from "typebox";
import { Id } from "../kernel/wire.ts";

const staffMember = Type.Optional(
  Type.String({ format: "uuid", description: "Who does it. Without one it was the API." }),
);

export const MergeRequest = Type.Object({
  other: Type.String({
    format: "uuid",
    description: "The record that ends; its id answers with the survivor's.",
  }),
  staffMember,
});
export type MergeRequest = Static<typeof MergeRequest>;

export const ApartRequest = Type.Object({
  other: Id,
  apart: Type.Optional(
    Type.Boolean({ description: "false takes it back. By default: these are two persons." }),
  ),
  staffMember,
});
export type ApartRequest = Static<typeof ApartRequest>;

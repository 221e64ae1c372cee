/** The plan of selling cards on the wire. */
import { Type, type Static } from "typebox";
import { Id, Money, Month, nullable } from "../kernel/wire.ts";

const Sum = Type.String({ pattern: "^\\d{1,13}\\.\\d{2}$", examples: ["10000.00"] });
const Count = Type.Integer({ minimum: 0, maximum: 1_000_000 });

export const PlannedCards = Type.Object({ least: Type.Integer(), most: Type.Integer() });
export const PlannedIncome = Type.Object({ least: Money, most: Money });

export const CardPlanWish = Type.Object({
  office: Type.Optional(
    nullable(Type.String({ format: "uuid", description: "Null: every office without a plan of its own." })),
  ),
  from: Type.Optional(Month),
  cards: Type.Object({ least: Count, most: Count }),
  income: Type.Object({ least: Sum, most: Sum }),
});
export type CardPlanWish = Static<typeof CardPlanWish>;

export const CardPlan = Type.Object({
  office: nullable(Id),
  from: Month,
  cards: PlannedCards,
  income: PlannedIncome,
});
export type CardPlan = Static<typeof CardPlan>;

export const CardPlans = Type.Object({
  plans: Type.Array(CardPlan, {
    description: "In force from their month until the next of the same office.",
  }),
});
export type CardPlans = Static<typeof CardPlans>;

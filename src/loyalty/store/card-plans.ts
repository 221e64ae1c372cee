/** The plans of selling cards, by office and the month they begin with. */
import { sql, type Connection } from "../../database/sql.ts";
import { formatDay, fromPlainDate } from "../../kernel/calendar.ts";
import { kopecks } from "../../kernel/money.ts";
import type { CardPlan } from "../card-plan.ts";

export async function loadCardPlans(db: Connection): Promise<CardPlan[]> {
  const { rows } = await sql<{
    officeId: string | null;
    from: Temporal.PlainDate;
    cardsLeast: number;
    cardsMost: number;
    incomeLeast: bigint;
    incomeMost: bigint;
  }>`
    select office_id as "officeId", from_month as "from", cards_least as "cardsLeast", cards_most as "cardsMost",
      income_least as "incomeLeast", income_most as "incomeMost"
    from card_plan order by office_id nulls first, from_month`.execute(db);
  return rows.map(({ officeId, from, cardsLeast, cardsMost, incomeLeast, incomeMost }) => ({
    officeId,
    from: fromPlainDate(from),
    cards: { least: cardsLeast, most: cardsMost },
    income: { least: kopecks(incomeLeast), most: kopecks(incomeMost) },
  }));
}

/** In place of the one that begins with the same month, if there is one. */
export async function saveCardPlan(db: Connection, plan: CardPlan): Promise<void> {
  const { officeId, from, cards, income } = plan;
  await sql`
    insert into card_plan (office_id, from_month, cards_least, cards_most, income_least, income_most)
    values (${officeId}::text::uuid, ${formatDay(from)}::text::date, ${cards.least}::int, ${cards.most}::int,
      ${income.least.toString()}::text::bigint, ${income.most.toString()}::text::bigint)
    on conflict (office_id, from_month) do update set cards_least = excluded.cards_least,
      cards_most = excluded.cards_most, income_least = excluded.income_least,
      income_most = excluded.income_most`.execute(db);
}

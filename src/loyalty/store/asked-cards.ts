/** The cards that a statement is asked about, as rows of `asked (client_id, card_id)`. */
import type { RawBuilder } from "kysely";
import { planOnce } from "../../database/prepared.ts";
import { columns, sql } from "../../database/sql.ts";

interface AskedCard {
  clientId: string;
  cardId: string;
}

/**
 * `mark` stands before the statement. A till asks about one card again and again: such a statement is planned once, and
 * told so that it goes by the keys even where it was planned before the tables had grown.
 */
export function askedCards(cards: readonly AskedCard[]): {
  mark: RawBuilder<unknown>;
  asked: RawBuilder<unknown>;
} {
  const [card, ...others] = cards;
  if (card && others.length === 0)
    return {
      mark: planOnce,
      asked: sql`(select ${card.clientId}::text::uuid as client_id, ${card.cardId}::text::uuid as card_id) as asked`,
    };
  const rows = cards.map(({ clientId, cardId }) => ({ clientId, cardId }));
  return {
    mark: sql``,
    asked: sql`${columns(rows, { clientId: "uuid", cardId: "uuid" })} as asked (client_id, card_id)`,
  };
}

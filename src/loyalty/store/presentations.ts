/** Presentations of cards in the database. */
import { planOnce } from "../../database/prepared.ts";
import { columns, sql, type Connection, type OpenTransaction } from "../../database/sql.ts";
import { fromPlainDate, type EpochDay } from "../../kernel/calendar.ts";
import { askedCards } from "./asked-cards.ts";

export type PresentationRow = {
  clientId: string;
  id: string;
  cardId: string;
  presentedOn: string;
  officeId: string | null;
  /** The owner, a known client it was lent to, or nobody we know by name. */
  bearer: "owner" | "client" | "unnamed";
  bearerClientId: string | null;
  sourceKey: string;
};

export async function insertPresentations(
  trx: OpenTransaction,
  presentations: readonly PresentationRow[],
): Promise<void> {
  await sql`${planOnce}
    insert into presentation (client_id, id, card_id, presented_on, office_id, bearer, bearer_client_id, source_key)
    select * from ${columns(presentations, {
      clientId: "uuid",
      id: "uuid",
      cardId: "uuid",
      presentedOn: "date",
      officeId: "uuid",
      bearer: "text",
      bearerClientId: "uuid",
      sourceKey: "text",
    })}`.execute(trx);
}

/** By card: the days on which it was presented, ascending, each once. */
export async function presentationDays(
  db: Connection,
  cards: readonly { clientId: string; cardId: string }[],
): Promise<Map<string, EpochDay[]>> {
  const days = new Map<string, EpochDay[]>();
  const { mark, asked } = askedCards(cards);
  const { rows } = await sql<{ card_id: string; presented_on: Temporal.PlainDate }>`${mark}
    select distinct p.card_id, p.presented_on from presentation p
    join ${asked}
      on p.client_id = asked.client_id and p.card_id = asked.card_id
    order by p.card_id, p.presented_on`.execute(db);
  for (const row of rows) {
    const known = days.get(row.card_id);
    if (known) known.push(fromPlainDate(row.presented_on));
    else days.set(row.card_id, [fromPlainDate(row.presented_on)]);
  }
  return days;
}

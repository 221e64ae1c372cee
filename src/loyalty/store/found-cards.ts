/** Cards as a desk looks for them. */
import { ownerOf, recordsOf } from "../../clients/store/merged.ts";
import { sql, type Connection } from "../../database/sql.ts";
import type { RenewalState } from "../renewal.ts";
import { cardColumns, renewalOpen, toTillCard, type TillCardRow } from "./till-card.ts";
import type { NumberState, TillCard } from "../till.ts";

export interface FoundCard extends TillCard {
  familyName: string;
  givenName: string;
  patronymic: string;
  askedNumber: string | null;
  askedState: NumberState | null;
  askedUntil: Temporal.PlainDate | null;
  renewalState: RenewalState | null;
  renewalSince: Temporal.PlainDate | null;
  renewalOffice: string | null;
}

const limit = 50;

/** By the number it goes by, went by or will go by, or by its owner's phone; those in use first. */
export async function findCards(
  db: Connection,
  sought: { number: string } | { phone: string },
): Promise<FoundCard[]> {
  const which =
    "number" in sought
      ? sql`(card.client_id, card.id) = (select client_id, card_id from card_number where number = ${sought.number})`
      : sql`card.client_id in (
          select record.id from contact_address as address cross join lateral ${recordsOf("address.client_id")} as record
          where address.kind = 'phone' and address.value = ${sought.phone})`;
  const { rows } = await sql<TillCardRow & Omit<FoundCard, keyof TillCard>>`
    select card.client_id as "clientId", card.id as "cardId", card.number, 'active' as "numberState",
      ${sql.raw(cardColumns)}, ${sql.raw(renewalOpen)} as "renewalOpen", client.family_name as "familyName",
      client.given_name as "givenName", client.patronymic,
      asked.number as "askedNumber", asked.state as "askedState", asked.until as "askedUntil", renewal.state as "renewalState",
      renewal.since as "renewalSince", ready.name as "renewalOffice"
    from card join client on client.id = ${ownerOf("card.client_id")}
    left join card_number as asked on asked.number = ${"number" in sought ? sought.number : null}
    left join card_renewal as renewal on renewal.client_id = card.client_id and renewal.card_id = card.id
      and renewal.state not in ('handed_out', 'cancelled')
    left join office as ready on ready.id = renewal.office_id
    where ${which}
    order by card.state <> 'active', client.family_name, client.given_name, card.sold_on desc, card.id
    limit ${limit}::int`.execute(db);
  return rows.map((row) => ({ ...row, ...toTillCard(row) }));
}

/** What the line of time tells of cards, files and changes of what is known. */
import { planOnce } from "../../database/prepared.ts";
import { anyOf, sql, type Connection } from "../../database/sql.ts";
import type {
  CardEntry,
  ChangeEntry,
  GraceEntry,
  ImportEntry,
  RenewalEntry,
  StatementEntry,
} from "../client-contract.ts";
import { idsIn, recordsIn, these, type Wanted } from "./timeline-entries.ts";

const anyRecord = (wanted: Wanted) => anyOf(recordsIn(wanted), "uuid");
const anyId = (wanted: Wanted) => anyOf(idsIn(wanted), "uuid");

export type CardEntryRow = Omit<CardEntry, "kind" | "on" | "at" | "price"> & { price: bigint | null };

export async function loadCardEntries(db: Connection, wanted: Wanted): Promise<CardEntryRow[]> {
  const { rows } = await sql<CardEntryRow>`${planOnce}
    select card.id, 'sold' as what, coalesce(first.number, card.number) as number, office.name as office, card.price
    from card join ${these(wanted)} using (client_id, id) left join office on office.id = card.sold_at_office_id
    left join card_number as first
      on first.client_id = card.client_id and first.card_id = card.id and first.since is null
    union all
    select md5(number)::uuid, 'replaced', number, office.name, null
    from card_number left join office on office.id = card_number.office_id
    where client_id = ${anyRecord(wanted)} and md5(number)::uuid = ${anyId(wanted)}`.execute(db);
  return rows;
}

type Momentary<Entry> = Omit<Entry, "kind" | "on" | "at"> & { at: Temporal.Instant };

export async function loadRenewalEntries(db: Connection, wanted: Wanted): Promise<Momentary<RenewalEntry>[]> {
  const { rows } = await sql<Momentary<RenewalEntry>>`${planOnce}
    select move.id, move.at, move.to_state as state, office.name as office, staff.name as "staffMember"
    from card_renewal_move as move join ${these(wanted)} using (client_id, id)
    left join office on office.id = move.office_id
    left join staff_member as staff on staff.id = move.staff_member_id`.execute(db);
  return rows;
}

export type GraceEntryRow = Omit<Momentary<GraceEntry>, "through"> & { through: Temporal.PlainDate };

export async function loadGraceEntries(db: Connection, wanted: Wanted): Promise<GraceEntryRow[]> {
  const { rows } = await sql<GraceEntryRow>`${planOnce}
    select id, given_at as at, through, reason from grace where id = ${anyId(wanted)}
    union all
    select id, given_at, through, reason from card_grace join ${these(wanted)} using (client_id, id)`.execute(
    db,
  );
  return rows;
}

/** A paper has no id of its own. */
export const statementId = sql`md5(handed.client_id::text || handed.card_id::text || to_char(handed.month, 'YYYY-MM'))::uuid`;

export async function loadStatementEntries(
  db: Connection,
  wanted: Wanted,
): Promise<Momentary<StatementEntry>[]> {
  const { rows } = await sql<Momentary<StatementEntry>>`${planOnce}
    select ${statementId} as id, handed.at, coalesce(card.number, '') as card,
      to_char(handed.month, 'YYYY-MM') as month, office.name as office, staff.name as "staffMember"
    from statement_handed_out as handed
    left join card on card.client_id = ${anyRecord(wanted)} and card.id = handed.card_id
    left join office on office.id = handed.office_id
    left join staff_member as staff on staff.id = handed.staff_member_id
    where handed.client_id = ${anyRecord(wanted)} and ${statementId} = ${anyId(wanted)}`.execute(db);
  return rows;
}

export async function loadImportEntries(db: Connection, wanted: Wanted): Promise<Momentary<ImportEntry>[]> {
  const { rows } = await sql<Momentary<ImportEntry>>`${planOnce}
    select id, started_at as at, file_name as "fileName",
      exists (select from import_effect as effect
        where effect.client_id = ${anyRecord(wanted)} and effect.import_id = client_import.id and made) as made
    from client_import where id = ${anyId(wanted)}`.execute(db);
  return rows;
}

/** An office by its name. */
export async function loadChangeEntries(db: Connection, wanted: Wanted): Promise<Momentary<ChangeEntry>[]> {
  const shown = (side: "before" | "after") => {
    const value = sql.ref(`change.${side}`);
    return sql`case when field in ('homeOffice', 'statementOffice')
        then (select to_jsonb(name) from office where id::text = ${value} #>> '{}')
      when field in ('gift', 'appointment') and jsonb_typeof(${value}) = 'object' then ${value} || jsonb_build_object(
        'officeName', (select name from office where id::text = ${value} ->> 'office'),
        'giftName', (select name from gift where id::text = ${value} ->> 'gift'))
      else ${value} end`;
  };
  const { rows } = await sql<Momentary<ChangeEntry>>`${planOnce}
    select change.id, change.at, change.field, ${shown("before")} as before, ${shown("after")} as after, change.source,
      staff.name as "staffMember"
    from client_change as change join ${these(wanted)} using (client_id, id)
    left join staff_member as staff on staff.id = change.staff_member_id`.execute(db);
  return rows;
}

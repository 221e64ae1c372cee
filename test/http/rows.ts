/** Rows as a test needs them: what it names, and plain values for the rest. */
import { sql, type Connection } from "../../src/database/sql.ts";
import { newId } from "../../src/kernel/ids.ts";

type Row = Record<string, unknown>;

export async function insert(db: Connection, table: string, rows: Row | Row[]): Promise<void> {
  const all = Array.isArray(rows) ? rows : [rows];
  const names = sql.join(Object.keys(all[0] ?? {}).map((column) => sql.ref(column)));
  await sql`
    insert into ${sql.table(table)} (${names})
    select ${names} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(all)}::text::jsonb)`.execute(
    db,
  );
}

export async function addOffice(db: Connection, office: Row = {}): Promise<string> {
  const id = newId();
  const moscow = { name: "Тверская, 12", city: "Москва", address: "Тверская, 12", zone: "Europe/Moscow" };
  await insert(db, "office", { id, ...moscow, ...office });
  return id;
}

export async function addClient(db: Connection, client: Row = {}): Promise<string> {
  const id = newId();
  await insert(db, "client", { id, created_on: "2025-01-10", ...client });
  return id;
}

/** A contact point with its look-up row. */
export async function addContact(
  db: Connection,
  client: string,
  kind: string,
  value: string,
): Promise<string> {
  const id = newId();
  await insert(db, "contact_point", {
    client_id: client,
    id,
    kind,
    value,
    state: "verified",
    since: "2025-01-10",
  });
  await insert(db, "contact_address", { kind, value, client_id: client });
  return id;
}

export async function addCard(db: Connection, client: string, card: Row = {}): Promise<string> {
  const id = newId();
  const row = {
    client_id: client,
    id,
    number: "7700000000000019",
    sold_on: "2025-03-01",
    price: 50000,
    expires_on: "2028-03-01",
    last_presented_on: "2026-06-22",
    valid_through: "2026-12-22",
    ...card,
  };
  await insert(db, "card", row);
  await insert(db, "card_number", { number: row.number, client_id: client, card_id: id });
  return id;
}

export async function addTouch(db: Connection, client: string, touch: Row = {}): Promise<string> {
  const row = touchRow(client, touch);
  await insert(db, "touch", row);
  return row.id;
}

export function touchRow(client: string, touch: Row = {}): Row & { id: string } {
  const id = newId();
  return {
    client_id: client,
    id,
    on_day: "2026-11-22",
    chain: "after-trip",
    chain_version: 1,
    step: "call",
    occasion_kind: "returned",
    occasion_key: id,
    occasion_date: "2026-11-19",
    facts: { destination: "Пхукет", returnedOn: "2026-11-19" },
    purpose: "care",
    channel: "call",
    state: "planned",
    verdicts: [],
    planned_at: "2026-11-22T03:00:00Z",
    moved_at: "2026-11-22T03:00:00Z",
    ...touch,
  };
}

/** A posting on the card's bonus. */
export async function addPosting(
  db: Connection,
  client: string,
  card: string,
  posting: {
    kind: string;
    happened_on: string;
    amount: number;
    against: string;
    dealing_id?: string;
    id?: string;
  },
): Promise<string> {
  const { amount, id = newId(), ...row } = posting;
  await insert(db, "posting", {
    client_id: client,
    id,
    card_id: card,
    booked_at: `${row.happened_on}T21:00:00Z`,
    on_account: "card-bonus",
    gained: amount,
    idempotency_key: id,
    ...row,
  });
  return id;
}

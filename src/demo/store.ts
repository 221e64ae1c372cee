/** Writes a generated network: one statement a table, whatever its size. */
import { columns, sql, type Connection, type OpenTransaction } from "../database/sql.ts";
import type { Rows } from "./rows.ts";

type Table = Exclude<keyof Rows, "touch" | "call">;
type Types<Row> = { readonly [Column in keyof Row & string]: string };

const uuid = "uuid";
const text = "text";
const date = "date";
const instant = "timestamptz";
const sum = "bigint";

/** In the order of writing. */
const tables: { readonly [Name in Table]: Types<Rows[Name][number]> } = {
  office: {
    id: uuid,
    name: text,
    city: text,
    address: text,
    zone: text,
    phone: text,
    opens: "time",
    closes: "time",
  },
  card_plan: {
    office_id: uuid,
    from_month: date,
    cards_least: "integer",
    cards_most: "integer",
    income_least: sum,
    income_most: sum,
  },
  staff_member: { id: uuid, office_id: uuid, name: text, role: text },
  client: {
    id: uuid,
    family_name: text,
    given_name: text,
    patronymic: text,
    sex: text,
    birthday_month: "smallint",
    birthday_day: "smallint",
    birthday_year: "smallint",
    language: text,
    zone: text,
    home_office_id: uuid,
    hours_from: "time",
    hours_to: "time",
    deceased_on: date,
    created_on: date,
  },
  contact_point: { client_id: uuid, id: uuid, kind: text, value: text, state: text, since: date },
  consent: {
    client_id: uuid,
    id: uuid,
    purpose: text,
    channel: text,
    given: "boolean",
    at: instant,
    how: text,
    wording_version: text,
  },
  do_not_disturb: {
    client_id: uuid,
    id: uuid,
    scope: text,
    channel: text,
    since: instant,
    until: date,
    ended_at: instant,
    recorded_by: text,
    words: text,
  },
  silenced_address: {
    kind: text,
    value: text,
    id: uuid,
    scope: text,
    channel: text,
    since: instant,
    until: date,
    ended_at: instant,
  },
  dealing: {
    client_id: uuid,
    id: uuid,
    kind: text,
    office_id: uuid,
    staff_member_id: uuid,
    happened_on: date,
    departs_on: date,
    returns_on: date,
    destination: text,
    price: sum,
    discount: sum,
    redeemed: sum,
    paid: sum,
    card_id: uuid,
    source_key: text,
  },
  planned_trip: {
    client_id: uuid,
    id: uuid,
    starts_on: date,
    precision: text,
    destination: text,
    companions: text,
    responsible_id: uuid,
    state: text,
    recorded_on: date,
  },
  card: {
    client_id: uuid,
    id: uuid,
    number: text,
    sold_on: date,
    sold_at_office_id: uuid,
    sold_by_id: uuid,
    price: sum,
    expires_on: date,
    last_presented_on: date,
    last_presented_office_id: uuid,
    valid_through: date,
    balance: sum,
    deposit: sum,
  },
  presentation: {
    client_id: uuid,
    id: uuid,
    card_id: uuid,
    presented_on: date,
    office_id: uuid,
    bearer: text,
  },
  posting: {
    client_id: uuid,
    id: uuid,
    card_id: uuid,
    kind: text,
    happened_on: date,
    booked_at: instant,
    dealing_id: uuid,
    on_account: text,
    gained: sum,
    against: text,
    idempotency_key: text,
  },
  newsletter_issue: { number: "integer", issue_on: date, subject: "jsonb", body: "jsonb" },
  handoff: {
    client_id: uuid,
    id: uuid,
    planned_trip_id: uuid,
    office_id: uuid,
    manager_id: uuid,
    words: text,
    state: text,
    handed_at: instant,
    handed_by: text,
    due_at: instant,
    accepted_at: instant,
  },
  complaint: {
    client_id: uuid,
    id: uuid,
    words: text,
    opened_at: instant,
    opened_by: text,
    closed_at: instant,
    closed_by: text,
    closing_words: text,
  },
  refusal: { client_id: uuid, id: uuid, chain: text, refused_on: date, words: text },
  operator_hours: { id: uuid, weekday: "smallint", minutes: "integer" },
};

const touchTypes: Types<Rows["touch"][number]> = {
  client_id: uuid,
  on_day: date,
  chain: text,
  step: text,
  occasion_kind: text,
  occasion_key: text,
  occasion_date: date,
  facts: "jsonb",
  purpose: text,
  channel: text,
  contact_point_id: uuid,
  address: text,
  state: text,
  worth: sum,
  planned_at: instant,
  moved_at: instant,
  decided_by: text,
  in_control: text,
  says: sum,
  due_on: date,
  window_ends: date,
  consent_given: "boolean",
  consent_at: instant,
  consent_how: text,
  zone: text,
  zone_from: text,
  hours_from: "time",
  hours_to: "time",
  opens_at: instant,
  closes_at: instant,
  birthday_today: "boolean",
  proactive_count: "smallint",
  calls_count: "smallint",
  last_advertising: date,
};
const keptOfTouch = Object.keys(touchTypes).filter((column) => column !== "address");

const callTypes: Types<Rows["call"][number]> = {
  client_id: uuid,
  id: uuid,
  on_day: date,
  chain: text,
  step: text,
  occasion_key: text,
  staff_member_id: uuid,
  claimed_at: instant,
  ended_at: instant,
  outcome: text,
  words: text,
};

const names = (types: Types<never>) => sql.join(Object.keys(types).map((column) => sql.ref(column)));

export async function saveNetwork(trx: OpenTransaction, rows: Rows): Promise<void> {
  for (const table of Object.keys(tables) as Table[]) await insert(trx, table, rows);
  await sql`
    insert into contact_address (kind, value, client_id)
    select distinct kind, value, client_id from contact_point where kind in ('phone', 'email')`.execute(trx);
  await sql`
    insert into card_number (number, client_id, card_id) select number, client_id, id from card`.execute(trx);
  await saveTouches(trx, rows);
  await saveCalls(trx, rows);
}

async function insert(trx: OpenTransaction, table: Table, rows: Rows): Promise<void> {
  const types = tables[table] as Types<Record<string, string>>;
  const values = rows[table] as readonly Record<string, string>[];
  if (values.length === 0) return;
  await sql`insert into ${sql.table(table)} (${names(types)}) select * from ${columns(values, types)}`.execute(
    trx,
  );
}

/** Past touches with the moves that led to them and, for letters, what stood between "about to send" and "sent". */
async function saveTouches(trx: OpenTransaction, rows: Rows): Promise<void> {
  const kept = sql.join(keptOfTouch.map((column) => sql.ref(column)));
  await sql`
    create temporary table made on commit drop as
    select touch_id(client_id, chain, step, occasion_key, on_day) as id, *
    from ${columns(rows.touch, touchTypes)} as given (${names(touchTypes)})`.execute(trx);
  await sql`
    insert into touch (id, chain_version, ${kept})
    select id, coalesce(version, 1), ${kept}
    from made left join (select chain, version from chain_version where state = 'live') as live using (chain)`.execute(
    trx,
  );
  await sql`
    insert into touch_move (client_id, touch_id, at, from_state, to_state, cause)
    select client_id, id, step.at, step.from_state, step.to_state, step.cause
    from made cross join lateral (values
      (moved_at - interval '2 minutes', 'planned', case channel when 'call' then 'queued' else 'due' end, 'due'),
      (moved_at - interval '1 minute', case channel when 'call' then 'queued' else 'due' end, 'claimed', 'claimed'),
      (moved_at, 'claimed', state, 'outcome')
    ) as step (at, from_state, to_state, cause)
    where state not in ('planned', 'control')
    order by client_id, id, step.at`.execute(trx);
  await sql`
    insert into intent (client_id, touch_id, message_id, address, claimed_by, claimed_at, lease_until, outcome,
      outcome_at, provider_said)
    select client_id, id, '<' || id || '@example.org>', address, 'demo', moved_at - interval '1 minute', moved_at,
      state, moved_at, case state when 'sent' then '250 2.0.0 Ok' else '550 5.1.1 no such mailbox' end
    from made where channel = 'email' and state in ('sent', 'failed')`.execute(trx);
}

async function saveCalls(trx: OpenTransaction, rows: Rows): Promise<void> {
  if (rows.call.length === 0) return;
  await sql`
    insert into call (client_id, id, touch_id, chain, occasion_key, staff_member_id, from_state, claimed_at, lease_until,
      ended_at, outcome, words)
    select client_id, id, touch_id(client_id, chain, step, occasion_key, on_day), chain, occasion_key, staff_member_id,
      'queued', claimed_at, claimed_at + interval '15 minutes', ended_at, outcome, words
    from ${columns(rows.call, callTypes)} as given (${names(callTypes)})`.execute(trx);
}

/** What the demo in this database was made from. */
export interface DemoStamp {
  seed: number;
  today: string;
}

export async function loadStamp(db: Connection): Promise<DemoStamp | undefined> {
  const { rows } = await sql<{
    demo: DemoStamp | null;
  }>`select settings -> 'demo' as demo from business`.execute(db);
  return rows[0]?.demo ?? undefined;
}

export async function saveBusiness(
  trx: OpenTransaction,
  { name, zone }: { name: string; zone: string },
  stamp: DemoStamp,
): Promise<void> {
  await sql`
    update business set name = ${name}, currency = 'RUB', zone = ${zone}, language = 'ru',
      settings = settings || jsonb_build_object('demo', ${JSON.stringify(stamp)}::text::jsonb)`.execute(trx);
  // The same seed and day give the same rows, whenever they are made.
  await sql`
    update staff_member set created_at = ${stamp.today}::text::timestamptz, updated_at = ${stamp.today}::text::timestamptz`.execute(
    trx,
  );
}

/** Whether nobody has put anything into this database yet. */
export async function isEmpty(db: Connection): Promise<boolean> {
  const { rows } = await sql<{ empty: boolean }>`
    select not exists (select from client) and not exists (select from office) as empty`.execute(db);
  return rows[0]?.empty === true;
}

/** The planner's picture of freshly filled tables; without it the first queries would be planned blind. */
export async function refreshStatistics(db: Connection): Promise<void> {
  await sql`analyze`.execute(db);
}

/** Those who have none get an address by their role and number: `operator-1@meridian.example`. */
export async function giveAccounts(
  db: Connection,
  { hash, at }: { hash: string; at: Temporal.Instant },
): Promise<void> {
  const now = sql`${at.toString()}::text::timestamptz`;
  await sql`
    update staff_member set email = numbered.email
    from (
      select id, role || '-' || row_number() over (partition by role order by id) || '@meridian.example' as email
      from staff_member
    ) as numbered
    where staff_member.id = numbered.id and staff_member.email is null`.execute(db);
  await sql`
    insert into staff_credential (id, staff_member_id, account_id, provider_id, password, created_at, updated_at)
    select id, id, id::text, 'credential', ${hash}, ${now}, ${now} from staff_member
    on conflict do nothing`.execute(db);
}

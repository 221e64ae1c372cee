/** The statement behind each section of an export: the rows of all records of a person, oldest first. */
import type { RawBuilder } from "kysely";
import { anyOf, sql, type Connection } from "../../database/sql.ts";
import type { SectionRow } from "../export-contract.ts";
import type { FieldName, SectionName } from "../sections-contract.ts";

/** Told by other means than one statement. */
type Told = "touches";
type Plain = Exclude<SectionName, Told>;

const moment = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
const money = (column: string) => `to_char(${column} / 100.0, 'FM9999999999999990.00')`;
const day = (column: string) => `${column}::text`;
const officeName = (column: string) => `(select name from office where office.id = ${column})`;
const staffName = (column: string) => `(select name from staff_member where staff_member.id = ${column})`;
const cardNumber = (of: string) =>
  `(select number from card where card.client_id = ${of}.client_id and card.id = ${of}.card_id)`;

interface Source<Name extends Plain> {
  /** What it tells of, the section's own table first. */
  tables: readonly string[];
  columns: Record<FieldName<Name>, string>;
  from: string;
  order: string;
}

/** The client's rows of one table, which goes by `own`. */
const own = <Name extends Plain>(
  table: string,
  columns: Record<FieldName<Name>, string>,
  { order, more = [], join = "" }: { order: string; more?: string[]; join?: string },
): Source<Name> => ({
  tables: [table, ...more],
  columns,
  from: `${table} as own ${join}`,
  order,
});

const sources: { [Name in Plain]: Source<Name> } = {
  contactPoints: own<"contactPoints">(
    "contact_point",
    { kind: "kind", value: "value", extension: "extension", state: "state", since: day("since") },
    { order: "kind, since, id", more: ["contact_address"] },
  ),
  consents: own<"consents">(
    "consent",
    {
      at: moment("at"),
      purpose: "purpose",
      channel: "channel",
      given: "given",
      how: "how",
      wordingVersion: "wording_version",
    },
    { order: "own.at, id" },
  ),
  wishes: {
    tables: ["do_not_disturb", "silenced_address"],
    columns: {
      since: moment("own.since"),
      scope: "scope",
      channel: "channel",
      until: day("until"),
      endedAt: moment("ended_at"),
      words: "words",
      recordedBy: "recorded_by",
      heldBy: "held_by",
    },
    from: `(
      select client_id, id, scope, channel, since, until, ended_at, words, recorded_by,
        case when inherited then 'address' else 'client' end as held_by
      from do_not_disturb
      union all
      select distinct point.client_id, silenced.id, silenced.scope, silenced.channel, silenced.since, silenced.until,
        silenced.ended_at, '', '', 'address'
      from silenced_address as silenced join contact_point as point using (kind, value)
      where not exists (select from do_not_disturb as same
        where same.client_id = point.client_id and same.id = silenced.id)
    ) as own`,
    order: "own.since, id",
  },
  demands: own<"demands">(
    "client_demand",
    {
      kind: "kind",
      receivedOn: day("received_on"),
      dueOn: day("due_on"),
      how: "how",
      words: "words",
      closedAt: moment("closed_at"),
      takenBackAt: moment("taken_back_at"),
    },
    { order: "id" },
  ),
  // The other client's name and what was said of them are theirs.
  relations: own<"relations">("client_relation", { kind: "kind", since: day("since") }, { order: "id" }),
  plannedTrips: own<"plannedTrips">(
    "planned_trip",
    {
      startsOn: day("starts_on"),
      precision: "precision",
      destination: "destination",
      companions: "companions",
      responsible: staffName("responsible_id"),
      state: "state",
      recordedOn: day("recorded_on"),
    },
    { order: "recorded_on, id" },
  ),
  dealings: own<"dealings">(
    "dealing",
    {
      happenedOn: day("happened_on"),
      kind: "kind",
      office: officeName("own.office_id"),
      staffMember: staffName("own.staff_member_id"),
      destination: "destination",
      companions: "companions",
      departsOn: day("departs_on"),
      returnsOn: day("returns_on"),
      price: money("price"),
      discount: money("discount"),
      redeemed: money("redeemed"),
      paid: money("paid"),
    },
    { order: "happened_on, id" },
  ),
  refunds: own<"refunds">(
    "refund",
    { refundedOn: day("refunded_on"), card: cardNumber("own"), price: money("price") },
    { order: "id" },
  ),
  cards: own<"cards">(
    "card",
    {
      number: "number",
      cardType: "card_type",
      state: "state",
      soldOn: day("sold_on"),
      soldAt: officeName("own.sold_at_office_id"),
      price: money("price"),
      expiresOn: day("expires_on"),
      lastPresentedOn: day("last_presented_on"),
      validThrough: day("valid_through"),
      balance: money("balance"),
      deposit: money("deposit"),
    },
    { order: "sold_on, id" },
  ),
  cardNumbers: own<"cardNumbers">(
    "card_number",
    {
      number: "number",
      state: "state",
      since: day("since"),
      until: day("until"),
      office: officeName("own.office_id"),
      staffMember: staffName("own.staff_member_id"),
    },
    { order: "own.since nulls first, number" },
  ),
  renewals: own<"renewals">(
    "card_renewal_move",
    {
      at: moment("at"),
      card: "(select number from card where card.client_id = renewal.client_id and card.id = renewal.card_id)",
      state: "to_state",
      office: officeName("own.office_id"),
      staffMember: staffName("own.staff_member_id"),
    },
    {
      order: "own.id",
      more: ["card_renewal"],
      join: "join card_renewal as renewal on renewal.client_id = own.client_id and renewal.id = own.renewal_id",
    },
  ),
  gracePeriods: own<"gracePeriods">(
    "card_grace",
    {
      givenAt: moment("given_at"),
      card: cardNumber("own"),
      through: day("through"),
      reason: "reason",
      staffMember: staffName("own.staff_member_id"),
    },
    { order: "id" },
  ),
  presentations: own<"presentations">(
    "presentation",
    {
      presentedOn: day("presented_on"),
      card: cardNumber("own"),
      office: officeName("own.office_id"),
      bearer: "bearer",
    },
    { order: "presented_on, id" },
  ),
  ledger: own<"ledger">(
    "posting",
    {
      happenedOn: day("happened_on"),
      bookedAt: moment("booked_at"),
      card: cardNumber("own"),
      kind: "kind",
      bonus: money("entries.bonus"),
      deposit: money("entries.deposit"),
    },
    {
      order: "booked_at, own.id",
      more: ["entry", "seal"],
      join: `cross join lateral (
        select coalesce(sum(amount) filter (where account = 'card-bonus'), 0) as bonus,
          coalesce(sum(amount) filter (where account = 'card-deposit'), 0) as deposit
        from entry where entry.client_id = own.client_id and entry.posting_id = own.id) as entries`,
    },
  ),
  adjustments: own<"adjustments">(
    "adjustment",
    {
      adjustedOn: day("adjusted_on"),
      card: cardNumber("own"),
      amount: money("amount"),
      reason: "reason",
      staffMember: staffName("own.staff_member_id"),
    },
    { order: "id" },
  ),
  commands: own<"commands">(
    "command",
    { bookedAt: moment("booked_at"), answer: "answer" },
    { order: "booked_at, idempotency_key" },
  ),
  touchMoves: own<"touchMoves">(
    "touch_move",
    {
      at: moment("own.at"),
      chain: "touch.chain",
      on: day("touch.on_day"),
      from: "from_state",
      to: "to_state",
      cause: "cause",
    },
    {
      order: "own.at, touch_id",
      join: "left join touch on touch.client_id = own.client_id and touch.id = own.touch_id",
    },
  ),
  letters: own<"letters">(
    "intent",
    {
      at: moment("claimed_at"),
      address: "address",
      chain: "touch.chain",
      outcome: "outcome",
      outcomeAt: moment("outcome_at"),
      providerSaid: "provider_said",
    },
    {
      order: "claimed_at, touch_id",
      join: "left join touch on touch.client_id = own.client_id and touch.id = own.touch_id",
    },
  ),
  events: own<"events">(
    "client_event",
    {
      happenedOn: day("happened_on"),
      happenedAt: moment("happened_at"),
      name: "name",
      facts: "facts",
      recordedAt: moment("recorded_at"),
    },
    { order: "happened_on, id" },
  ),
  imports: {
    tables: ["import_change", "imported_row"],
    columns: {
      at: moment("started_at"),
      file: "file_name",
      line: "own.line",
      change: "coalesce(change.change, json_build_object('made', own.made))",
    },
    from: `import_effect as own join client_import on client_import.id = own.import_id
      left join import_change as change
        on change.client_id = own.client_id and change.import_id = own.import_id and change.line = own.line`,
    order: "started_at, own.line",
  },
  changes: own<"changes">(
    "client_change",
    {
      at: moment("own.at"),
      field: "field",
      before: withoutOthers("before"),
      after: withoutOthers("after"),
      source: "source",
      staffMember: staffName("own.staff_member_id"),
    },
    { order: "own.id" },
  ),
  requests: own<"requests">(
    "client_creation",
    { at: moment("at"), key: "idempotency_key" },
    { order: "own.at, idempotency_key" },
  ),
  views: {
    tables: ["client_view", "list_view"],
    columns: { at: moment("own.at"), staffMember: staffName("own.staff_member_id"), what: "what" },
    from: `(
      select client_id, id, at, staff_member_id, what from client_view
      union all
      select client_id, id, at, staff_member_id, what from list_view cross join unnest(clients) as client_id
    ) as own`,
    order: "own.id",
  },
};

/** A relation is told without whom it is with and what was said of them. */
function withoutOthers(column: string): string {
  return `case when field = 'relation' then ${column} - 'other' - 'words' else ${column} end`;
}

/** Whose other words, profile and looks up are told elsewhere in the export. */
const toldInProfile = ["client", "client_external_id", "client_other_word"] as const;
const toldInTouches = ["touch"] as const;

/** Every table that some part of an export tells of. */
export const toldTables: readonly string[] = [
  ...toldInProfile,
  ...toldInTouches,
  ...Object.values(sources).flatMap(({ tables }) => tables),
];

export const plainSections = Object.keys(sources) as Plain[];

export async function loadSection(
  db: Connection,
  name: Plain,
  records: readonly string[],
): Promise<SectionRow[]> {
  const { columns, from, order } = sources[name] as Source<Plain>;
  const selected = Object.entries(columns as Record<string, string>).map(
    ([field, value]): RawBuilder<unknown> => sql`${sql.raw(value)} as ${sql.ref(field)}`,
  );
  const { rows } = await sql<SectionRow>`
    select ${sql.join(selected)} from ${sql.raw(from)}
    where own.client_id = ${anyOf(records, "uuid")} order by ${sql.raw(order)}`.execute(db);
  return rows;
}

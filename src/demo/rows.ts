/** What the demo writes, table by table, with the columns' types beside the names. */
import type { PostingKind } from "../loyalty/ledger.ts";
import type { CardPlanRow, OfficeRow, StaffRow } from "./offices.ts";
import type { ClientRow } from "./people.ts";

export type ContactPointRow = {
  client_id: string;
  id: string;
  kind: "phone" | "email";
  value: string;
  state: "unverified" | "verified" | "bounced" | "wrong" | "opted_out";
  since: string;
};

export type ConsentRow = {
  client_id: string;
  id: string;
  purpose: "contact" | "advertising" | "processing";
  channel: "any" | "call" | "email";
  given: boolean;
  at: string;
  how: "form" | "call" | "till" | "link";
  wording_version: string;
};

export type WishRow = {
  client_id: string;
  id: string;
  scope: "everything" | "advertising" | "channel";
  channel: "call" | "email" | null;
  since: string;
  until: string | null;
  ended_at: string | null;
  recorded_by: string;
  words: string;
};

export type SilencedAddressRow = Pick<
  WishRow,
  "id" | "scope" | "channel" | "since" | "until" | "ended_at"
> & { kind: "phone" | "email"; value: string };

export type DealingRow = {
  client_id: string;
  id: string;
  kind: "trip";
  office_id: string;
  staff_member_id: string;
  happened_on: string;
  departs_on: string;
  returns_on: string;
  destination: string;
  price: bigint;
  discount: bigint;
  redeemed: bigint;
  paid: bigint;
  card_id: string | null;
  source_key: string;
};

export type PlannedTripRow = {
  client_id: string;
  id: string;
  starts_on: string;
  precision: "day" | "month" | "season";
  destination: string;
  companions: string | null;
  responsible_id: string | null;
  state: "expected" | "confirmed" | "handed_over" | "booked" | "dropped";
  recorded_on: string;
};

export type CardRow = {
  client_id: string;
  id: string;
  number: string;
  sold_on: string;
  sold_at_office_id: string;
  sold_by_id: string;
  price: bigint;
  expires_on: string;
  last_presented_on: string;
  last_presented_office_id: string;
  valid_through: string;
  balance: bigint;
  deposit: bigint;
};

export type PresentationRow = {
  client_id: string;
  id: string;
  card_id: string;
  presented_on: string;
  office_id: string;
  bearer: "owner" | "unnamed";
};

export type PostingRow = {
  client_id: string;
  id: string;
  card_id: string;
  kind: PostingKind;
  happened_on: string;
  booked_at: string;
  dealing_id: string | null;
  on_account: string;
  gained: bigint;
  against: string;
  idempotency_key: string;
};

/** The id of a touch is derived by the database from what it is about. */
export type TouchRow = {
  client_id: string;
  on_day: string;
  chain: string;
  step: string;
  occasion_kind: string;
  occasion_key: string;
  occasion_date: string;
  facts: string;
  purpose: "greeting" | "loyalty" | "care" | "advertising";
  channel: "call" | "email";
  contact_point_id: string;
  address: string;
  state: "planned" | "sent" | "failed" | "done" | "no_answer" | "control";
  worth: bigint;
  planned_at: string;
  moved_at: string;
} & JudgementRow;

/** What a touch keeps of its judgement, as \`planning/store/kept-facts.ts\` names it. */
export type JudgementRow = {
  decided_by: string | null;
  in_control: "chain" | null;
  says: bigint;
  due_on: string;
  window_ends: string;
  consent_given: boolean | null;
  consent_at: string | null;
  consent_how: string | null;
  zone: string;
  zone_from: string;
  hours_from: string | null;
  hours_to: string | null;
  opens_at: string;
  closes_at: string;
  birthday_today: true | null;
  proactive_count: number | null;
  calls_count: number | null;
  last_advertising: string | null;
};

export type IssueRow = { number: number; issue_on: string; subject: string; body: string };

export type HandoffRow = {
  client_id: string;
  id: string;
  planned_trip_id: string;
  office_id: string | null;
  manager_id: string | null;
  words: string;
  state: "waiting" | "accepted";
  handed_at: string;
  handed_by: string;
  due_at: string;
  accepted_at: string | null;
};

export type ComplaintRow = {
  client_id: string;
  id: string;
  words: string;
  opened_at: string;
  opened_by: string;
  closed_at: string | null;
  closed_by: string | null;
  closing_words: string | null;
};
export type RefusalRow = { client_id: string; id: string; chain: string; refused_on: string; words: string };
/** With what its touch is derived from. */
export type CallRow = Pick<TouchRow, "client_id" | "on_day" | "chain" | "step" | "occasion_key"> & {
  id: string;
  staff_member_id: string;
  claimed_at: string;
  ended_at: string;
  outcome: "done" | "no_answer" | "busy" | "refused" | "complaint";
  words: string;
};
export type OperatorHoursRow = { id: string; weekday: number; minutes: number };

export interface Rows {
  office: OfficeRow[];
  card_plan: CardPlanRow[];
  staff_member: StaffRow[];
  client: ClientRow[];
  contact_point: ContactPointRow[];
  consent: ConsentRow[];
  do_not_disturb: WishRow[];
  silenced_address: SilencedAddressRow[];
  dealing: DealingRow[];
  planned_trip: PlannedTripRow[];
  card: CardRow[];
  presentation: PresentationRow[];
  posting: PostingRow[];
  newsletter_issue: IssueRow[];
  handoff: HandoffRow[];
  complaint: ComplaintRow[];
  refusal: RefusalRow[];
  operator_hours: OperatorHoursRow[];
  touch: TouchRow[];
  call: CallRow[];
}

export const noRows = (): Rows => ({
  office: [],
  card_plan: [],
  staff_member: [],
  client: [],
  contact_point: [],
  consent: [],
  do_not_disturb: [],
  silenced_address: [],
  dealing: [],
  planned_trip: [],
  card: [],
  presentation: [],
  posting: [],
  newsletter_issue: [],
  handoff: [],
  complaint: [],
  refusal: [],
  operator_hours: [],
  touch: [],
  call: [],
});

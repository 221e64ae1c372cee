/** A purchase in one reading and one writing statement, both prepared: what a till waits for is the way to the server. */
import { prepared } from "../../database/prepared.ts";
import type { Connection } from "../../database/sql.ts";
import { assert } from "../../kernel/assert.ts";
import type { Posting } from "../ledger.ts";
import type { SeenCard } from "../recall.ts";
import type { DoneCommand } from "./commands.ts";
import { postingRow } from "./ledger.ts";
import { toVersion, type ProgramRow } from "./programs.ts";
import { cardColumns, numberState, toTillCard, type TillCardRow } from "./till-card.ts";

/** Of the card, whether a renewal is open is not looked at: it matters past the card's own expiry alone. */
export interface ReadForPurchase extends SeenCard {
  /** Carried out with the same key before. */
  done: DoneCommand | undefined;
  /** The office and the staff member, where named, are ours. */
  placesKnown: boolean;
  /** Of what is valid through the card's day, perhaps ahead of time. */
  burnIsBooked: boolean;
}

/** That a burn's key is none of a till's is said for the planner: it is what the index of the other keys holds. */
const read = prepared<
  TillCardRow &
    ProgramRow & {
      row_version: string;
      rules_version: string;
      input_hash: string | null;
      answer: unknown;
      places_known: boolean;
      burn_is_booked: boolean;
    }
>(
  "povod-purchase-read",
  `select card.client_id as "clientId", card.id as "cardId", n.number, ${numberState} as "numberState",
     ${cardColumns}, false as "renewalOpen", card.xmin::text as row_version,
     (select version::text from till_rules) as rules_version,
     done.input_hash, done.answer,
     ($3::text is null or exists (select 1 from office where id = $3::text::uuid))
       and ($4::text is null or exists (select 1 from staff_member where id = $4::text::uuid)) as places_known,
     exists (select 1 from posting p where p.client_id = card.client_id and p.idempotency_key
         = 'burn:' || card.id || ':' || to_char(card.valid_through + 1, 'YYYY-MM-DD')
       and p.idempotency_key not like 'earn:till:%' and p.idempotency_key not like 'redeem:till:%') as burn_is_booked,
     program.card_type, program.version, program.starts_on, program.card_price, program.discount, program.accrual,
     program.redemption_cap, program.validity, program.reminder, program.smallest_reminder
   from card_number n join card on card.client_id = n.client_id and card.id = n.card_id
   left join command done on done.client_id = n.client_id and done.idempotency_key = $2::text
   join program on program.card_type = card.card_type
   where n.number = $1::text
   order by program.starts_on`,
);

/** One moment's view of all of it, nothing locked. */
export async function readForPurchase(
  db: Connection,
  asked: { number: string; key: string; office: string | undefined; staffMember: string | undefined },
): Promise<ReadForPurchase | undefined> {
  const rows = await read(db, [asked.number, asked.key, asked.office ?? null, asked.staffMember ?? null]);
  const [row] = rows;
  if (!row) return undefined;
  return {
    card: toTillCard(row),
    programs: rows.map(toVersion),
    rowVersion: row.row_version,
    rulesVersion: row.rules_version,
    done: row.input_hash === null ? undefined : { inputHash: row.input_hash, answer: row.answer },
    placesKnown: row.places_known,
    burnIsBooked: row.burn_is_booked,
  };
}

/** A purchase and all that follows from it. Days as YYYY-MM-DD. */
export interface WrittenPurchase {
  key: string;
  inputHash: string;
  /** As JSON. */
  answer: string;
  bookedAt: string;
  dealingId: string;
  presentationId: string;
  on: string;
  price: bigint;
  discount: bigint;
  redeemed: bigint;
  paid: bigint;
  office: string | null;
  staffMember: string | null;
  bearer: string;
  sourceKey: string;
  validThrough: string;
  balanceChange: bigint;
  depositChange: bigint;
  postings: readonly Posting[];
}

/** A posting's values follow these. */
const commonValues = 24;

const insertedPostings = (count: number): string => {
  const rows = Array.from({ length: count }, (_, posting) => {
    const value = (n: number) => `$${commonValues + posting * 6 + n}`;
    return `(${value(1)}::uuid, ${value(2)}::text, ${value(3)}::bigint, ${value(4)}::text, ${value(5)}::text, ${value(6)}::text)`;
  });
  return `posted as (
       insert into posting
         (client_id, id, card_id, dealing_id, booked_at, gained, happened_on, kind, on_account, against, idempotency_key)
       select client_id, id, $2::uuid, $16::uuid, $15::timestamptz, amount, $3::date, kind, account, against, key
       from held cross join (values ${rows.join(", ")}) as new (id, kind, amount, account, against, key)
     )`;
};

/**
 * The card's row is the one that was seen, or it has another `xmin`, whoever changed what in it: balance and dates, its
 * number or state, a burn booked ahead of time.
 */
const write = (postings: number) =>
  prepared<{ row_version: string }>(
    `povod-purchase-write-${postings}`,
    `with held as (
       update card set last_presented_on = $3::date, valid_through = $4::date,
         last_presented_office_id = case when $5::uuid is not null or $3::date > card.last_presented_on
           then $5::uuid else card.last_presented_office_id end,
         balance = card.balance + $6::bigint, deposit = card.deposit + $7::bigint
       where card.client_id = $1::uuid and card.id = $2::uuid and card.xmin = $8::xid
         and card.balance = $9::bigint and card.deposit = $10::bigint
         and (select version from till_rules) = $11::bigint
       returning card.client_id
     ), done as (
       insert into command (client_id, idempotency_key, input_hash, answer, booked_at)
       select client_id, $12, $13, $14::json, $15::timestamptz from held
     ), bought as (
       insert into dealing (client_id, id, happened_on, price, discount, redeemed, paid, card_id, office_id,
         staff_member_id, source_key, kind)
       select client_id, $16::uuid, $3::date, $17::bigint, $18::bigint, $19::bigint, $20::bigint, $2::uuid, $5::uuid,
         $21::uuid, $22, 'purchase' from held
     ), presented as (
       insert into presentation (client_id, id, card_id, presented_on, office_id, bearer, source_key)
       select client_id, $23::uuid, $2::uuid, $3::date, $5::uuid, $24::text, $22 from held
     )${postings === 0 ? "" : `, ${insertedPostings(postings)}`}
     select pg_current_xact_id()::xid::text as row_version from held`,
  );

/** Spent, earned, paid from the deposit: at most so many postings. */
const writes = [write(0), write(1), write(2), write(3)];

/**
 * All or nothing; the version of the card's row as it stands then. Undefined: the card no longer stands as it was seen, or
 * the same command is being carried out elsewhere; whoever reads again sees which.
 */
export async function writePurchase(
  db: Connection,
  { card, rowVersion, rulesVersion }: SeenCard,
  purchase: WrittenPurchase,
): Promise<string | undefined> {
  const run = writes[purchase.postings.length];
  assert(run, `a purchase with ${purchase.postings.length} postings`);
  const values = [
    card.clientId,
    card.cardId,
    purchase.on,
    purchase.validThrough,
    purchase.office,
    purchase.balanceChange.toString(),
    purchase.depositChange.toString(),
    rowVersion,
    card.balance.toString(),
    card.deposit.toString(),
    rulesVersion,
    purchase.key,
    purchase.inputHash,
    purchase.answer,
    purchase.bookedAt,
    purchase.dealingId,
    purchase.price.toString(),
    purchase.discount.toString(),
    purchase.redeemed.toString(),
    purchase.paid.toString(),
    purchase.staffMember,
    purchase.sourceKey,
    purchase.presentationId,
    purchase.bearer,
  ];
  for (const posting of purchase.postings) {
    const { id, kind, amount, account, against, idempotencyKey } = postingRow(posting);
    values.push(id, kind, amount.toString(), account, against, idempotencyKey);
  }
  try {
    return (await run(db, values))[0]?.row_version;
  } catch (error) {
    if ((error as { code?: unknown }).code === uniqueViolation) return undefined;
    throw error;
  }
}

const uniqueViolation = "23505";

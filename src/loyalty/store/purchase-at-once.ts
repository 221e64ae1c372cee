/** A purchase in one reading and one writing statement, both prepared: what a till waits for is the way to the server. */
import { prepared } from "../../database/prepared.ts";
import type { Connection } from "../../database/sql.ts";
import { purchaseInsertion } from "../../dealings/store.ts";
import { formatDay } from "../../kernel/calendar.ts";
import type { BookedPurchase } from "../contract.ts";
import { burnsOn } from "../expiry.ts";
import { burnKey, type Posting } from "../ledger.ts";
import type { ProgramVersion } from "../program-versions.ts";
import type { SeenCard } from "../recall.ts";
import type { TillCard } from "../till.ts";
import type { DoneCommand } from "./commands.ts";
import { postingRow } from "./ledger.ts";
import { toVersion, type ProgramRow } from "./programs.ts";
import { cardColumns, numberState, toTillCard, type TillCardRow } from "./till-card.ts";

export interface ReadForPurchase {
  /** Whether a renewal is open is not looked at: it matters past the card's own expiry alone. */
  card: TillCard;
  /** Carried out with the same key before. */
  done: DoneCommand | undefined;
  programs: ProgramVersion[];
  /** The office and the staff member, where named, are ours. */
  placesKnown: boolean;
  /** Of what is valid through the card's day, perhaps ahead of time. */
  burnIsBooked: boolean;
}

const read = prepared<
  TillCardRow &
    ProgramRow & {
      input_hash: string | null;
      answer: unknown;
      places_known: boolean;
      burn_is_booked: boolean;
    }
>(
  "povod-purchase-read",
  `select card.client_id as "clientId", card.id as "cardId", n.number, ${numberState} as "numberState",
     ${cardColumns}, false as "renewalOpen",
     done.input_hash, done.answer,
     ($3::text is null or exists (select 1 from office where id = $3::text::uuid))
       and ($4::text is null or exists (select 1 from staff_member where id = $4::text::uuid)) as places_known,
     exists (select 1 from posting p where p.client_id = card.client_id and p.idempotency_key
       = 'burn:' || card.id || ':' || to_char(card.valid_through + 1, 'YYYY-MM-DD')) as burn_is_booked,
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
    done: row.input_hash === null ? undefined : { inputHash: row.input_hash, answer: row.answer },
    programs: rows.map(toVersion),
    placesKnown: row.places_known,
    burnIsBooked: row.burn_is_booked,
  };
}

/** A purchase and all that follows from it. Days as YYYY-MM-DD. */
export interface WrittenPurchase {
  key: string;
  inputHash: string;
  answer: BookedPurchase;
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

const write = prepared<{ client_id: string }>(
  "povod-purchase-write",
  `with asked as materialized (
     select * from json_to_record($1::text::json) as asked ("clientId" uuid, "cardId" uuid, key text,
       "inputHash" text, answer jsonb, "bookedAt" timestamptz, "dealingId" uuid, "presentationId" uuid, "on" date,
       price bigint, discount bigint, redeemed bigint, paid bigint, office uuid, "staffMember" uuid, bearer text,
       "sourceKey" text, "validThrough" date, "balanceChange" bigint, "depositChange" bigint, postings json,
       "wasNumber" text, "wasBalance" bigint, "wasDeposit" bigint, "wasPresentedOn" date, "wasValidThrough" date,
       "wasExpiresOn" date, "wasZone" text, "wasPrograms" bigint, "burnKey" text)
   ), held as (
     update card set last_presented_on = asked."on", valid_through = asked."validThrough",
       last_presented_office_id = case when asked.office is not null or asked."on" > card.last_presented_on
         then asked.office else card.last_presented_office_id end,
       balance = card.balance + asked."balanceChange", deposit = card.deposit + asked."depositChange"
     from asked
     where card.client_id = asked."clientId" and card.id = asked."cardId" and card.state = 'active'
       and card.number = asked."wasNumber"
       and card.balance = asked."wasBalance" and card.deposit = asked."wasDeposit"
       and card.last_presented_on = asked."wasPresentedOn" and card.valid_through = asked."wasValidThrough"
       and card.expires_on = asked."wasExpiresOn"
       and asked."wasZone" = coalesce((select zone from office where office.id = card.sold_at_office_id),
         (select zone from business))
       and asked."wasPrograms" = (select count(*) from program where program.card_type = card.card_type)
       and not exists (select 1 from posting burn where burn.client_id = asked."clientId"
         and burn.idempotency_key = asked."burnKey")
     returning card.client_id
   ), new as materialized (
     select asked.* from asked join held on held.client_id = asked."clientId"
   ), done as (
     insert into command (client_id, idempotency_key, input_hash, answer, booked_at)
     select "clientId", key, "inputHash", answer, "bookedAt" from new
   ), bought as (
     ${purchaseInsertion}
   ), presented as (
     insert into presentation (client_id, id, card_id, presented_on, office_id, bearer, source_key)
     select "clientId", "presentationId", "cardId", "on", office, bearer, "sourceKey" from new
   ), line as materialized (
     select new."clientId", new."cardId", new."bookedAt", line.*
     from new cross join lateral json_to_recordset(new.postings) as line (id uuid, kind text, "happenedOn" date,
       "dealingId" uuid, "idempotencyKey" text, "ownAccount" text, "ownAmount" bigint, "againstAccount" text,
       "againstAmount" bigint)
   ), posted as (
     insert into posting (client_id, id, card_id, kind, happened_on, dealing_id, idempotency_key, booked_at)
     select "clientId", id, "cardId", kind, "happenedOn", "dealingId", "idempotencyKey", "bookedAt" from line
   ), entered as (
     insert into entry (client_id, posting_id, account, amount)
     select "clientId", id, account, amount from line
     cross join lateral (values ("ownAccount", "ownAmount"), ("againstAccount", "againstAmount")) as e (account, amount)
   )
   select client_id from held`,
);

/**
 * All or nothing. False: the card no longer stands as it was seen, or the same command is being carried out elsewhere;
 * whoever reads again sees which.
 */
export async function writePurchase(
  db: Connection,
  { card, programs }: SeenCard,
  purchase: WrittenPurchase,
): Promise<boolean> {
  const asked = {
    ...purchase,
    postings: purchase.postings.map(postingRow),
    clientId: card.clientId,
    cardId: card.cardId,
    wasNumber: card.number,
    wasBalance: card.balance,
    wasDeposit: card.deposit,
    wasPresentedOn: formatDay(card.lastPresentedOn),
    wasValidThrough: formatDay(card.validThrough),
    wasExpiresOn: formatDay(card.expiresOn),
    wasZone: card.zone,
    wasPrograms: programs.length,
    burnKey: burnKey("burned", { cardId: card.cardId, burnsOn: burnsOn(card.validThrough), before: 0 }),
  };
  try {
    return (await write(db, [JSON.stringify(asked, amountsAsText)])).length === 1;
  } catch (error) {
    if ((error as { code?: unknown }).code === uniqueViolation) return false;
    throw error;
  }
}

const uniqueViolation = "23505";

const amountsAsText = (_: string, value: unknown): unknown =>
  typeof value === "bigint" ? value.toString() : value;

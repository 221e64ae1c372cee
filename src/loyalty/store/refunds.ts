/** Purchases at the till as a refund sees them, what was refunded of them, and changes made by hand. */
import { sql, type OpenTransaction } from "../../database/sql.ts";
import { fromPlainDate, type EpochDay } from "../../kernel/calendar.ts";
import type { RefundablePurchase } from "../refund.ts";

interface Card {
  clientId: string;
  cardId: string;
}

/** Undefined: no such purchase with this card. */
export async function refundablePurchase(
  trx: OpenTransaction,
  { clientId, cardId }: Card,
  dealingId: string,
): Promise<(RefundablePurchase & { happenedOn: EpochDay }) | undefined> {
  const { rows } = await sql<{
    happened_on: Temporal.PlainDate;
    price: bigint;
    redeemed: bigint;
    paid: bigint;
    earned: string;
    deposit: string;
    refunded: string;
  }>`
    select d.happened_on, d.price, d.redeemed, d.paid, booked.earned, booked.deposit,
      (select coalesce(sum(r.price), 0) from refund r where r.client_id = d.client_id and r.dealing_id = d.id) as refunded
    from dealing d cross join lateral (
      select coalesce(sum(p.gained) filter (where p.kind = 'earned'), 0) as earned,
        coalesce(-sum(p.gained) filter (where p.kind = 'paid'), 0) as deposit
      from posting p
      where p.client_id = d.client_id and p.dealing_id = d.id
    ) booked
    where d.client_id = ${clientId} and d.id = ${dealingId}::uuid and d.card_id = ${cardId}`.execute(trx);
  const [row] = rows;
  return (
    row && {
      happenedOn: fromPlainDate(row.happened_on),
      price: row.price,
      redeemed: row.redeemed,
      paid: row.paid,
      earned: BigInt(row.earned),
      deposit: BigInt(row.deposit),
      refunded: BigInt(row.refunded),
    }
  );
}

export async function insertRefund(
  trx: OpenTransaction,
  refund: Card & { id: string; dealingId: string; on: string; price: bigint; bookedAt: Temporal.Instant },
): Promise<void> {
  await sql`
    insert into refund (client_id, id, card_id, dealing_id, refunded_on, price, booked_at)
    values (${refund.clientId}, ${refund.id}, ${refund.cardId}, ${refund.dealingId}, ${refund.on}::text::date,
      ${refund.price}, ${refund.bookedAt.toString()}::text::timestamptz)`.execute(trx);
}

export async function insertAdjustment(
  trx: OpenTransaction,
  adjustment: Card & {
    id: string;
    amount: bigint;
    reason: string;
    staffMemberId: string;
    on: string;
    bookedAt: Temporal.Instant;
  },
): Promise<void> {
  const { clientId, id, cardId, amount, reason, staffMemberId, on, bookedAt } = adjustment;
  await sql`
    insert into adjustment (client_id, id, card_id, amount, reason, staff_member_id, adjusted_on, booked_at)
    values (${clientId}, ${id}, ${cardId}, ${amount}, ${reason}, ${staffMemberId}, ${on}::text::date,
      ${bookedAt.toString()}::text::timestamptz)`.execute(trx);
}

/** Whether the ledger is what was sealed, each question as one statement that names the first row that does not fit. */
import { sql, type Connection } from "../../database/sql.ts";
import type { Misfit } from "../misfit.ts";
import { postingText, sealHashes, sealingDigest } from "./sealed-text.ts";

/** All of it is sorted and joined once: what the usual memory of a sort does not hold goes over the disk. */
export async function allowLargeSorts(trx: Connection): Promise<void> {
  await sql`set local work_mem = '128MB'`.execute(trx);
}

/**
 * Every card's seals stand at 1, 2, 3 …, and each hash follows from the stored one before it and the posting as it reads
 * now. Plan: seal by its primary key, posting joined to it whole.
 */
export async function brokenSeal(db: Connection): Promise<Misfit | undefined> {
  const { rows } = await sql<Misfit>`
    with s as (
      select client_id, card_id, position, posting_id, hash, coalesce(lag(position) over card, 0) as position_before,
        coalesce(lag(hash) over card, '') as hash_before
      from seal window card as (partition by client_id, card_id order by position)
    ), compared as (
      select s.*, p.id as found_id, p.card_id as found_card_id, ${postingText} as line
      from s left join posting p on p.client_id = s.client_id and p.id = s.posting_id
    ), judged as (
      select *, case when position <> position_before + 1 then 'seal_gone' when found_id is null then 'posting_gone'
        when found_card_id <> card_id then 'posting_moved'
        when hash <> sha256(hash_before || convert_to(line, 'UTF8')) then 'posting_changed' end as problem
      from compared
    ), first as materialized (
      select * from judged where problem is not null order by client_id, card_id, position limit 1
    )
    select first.problem, coalesce(card.number, first.card_id::text) as subject, first.position,
      first.posting_id::text as posting,
      case first.problem when 'seal_gone' then first.position::text
        when 'posting_moved' then coalesce(other.number, first.found_card_id::text)
        when 'posting_changed' then encode(sha256(hash_before || convert_to(line, 'UTF8')), 'hex') end as is,
      case first.problem when 'seal_gone' then (position_before + 1)::text
        when 'posting_moved' then coalesce(card.number, first.card_id::text) else encode(first.hash, 'hex') end as ought,
      case first.problem when 'posting_changed' then line end as reads
    from first left join card on card.client_id = first.client_id and card.id = first.card_id
    left join card other on other.id = first.found_card_id`.execute(db);
  return rows[0];
}

/**
 * Sealings are numbered without a gap, each has all of its seals, and each digest follows from the stored one before it.
 * Where seals are lacking, a posting without one that was there at the time is named: it may have had one.
 */
export async function brokenSealing(db: Connection): Promise<Misfit | undefined> {
  const { rows } = await sql<Misfit>`
    with held as (
      select s.sealing as number, count(*)::int as seals, ${sealHashes} as hashes from seal s group by s.sealing
    ), g as (
      select number, seals, sealed_at, digest, lag(number, 1, 0) over numbers as number_before,
        lag(digest) over numbers as digest_before
      from sealing window numbers as (order by number)
    ), compared as (
      select coalesce(g.number, held.number) as number, g.number as found, g.number_before, g.digest, g.sealed_at,
        g.seals as sealed, coalesce(held.seals, 0) as seals, ${sealingDigest({
          previous: "digest_before",
          number: "g.number",
          seals: "g.seals",
          sealedAt: "sealed_at",
          hashes: "hashes",
        })} as computed
      from g full join held on held.number = g.number
    ), judged as (
      select *, case when found is null or number <> number_before + 1 then 'sealing_gone'
        when seals <> sealed then 'seals_gone' when digest <> computed then 'sealing_changed' end as problem
      from compared
    ), first as materialized (
      select * from judged where problem is not null order by number limit 1
    )
    select first.problem, case when first.problem = 'sealing_gone' then coalesce(number_before + 1, number) else number end::text as subject,
      lost.id::text as posting, lost.card as card,
      case first.problem when 'seals_gone' then seals::text when 'sealing_changed' then encode(computed, 'hex') end as is,
      case first.problem when 'seals_gone' then sealed::text when 'sealing_changed' then encode(digest, 'hex') end as ought
    from first left join lateral (
      select p.id, coalesce(card.number, p.card_id::text) as card
      from posting p left join card on card.client_id = p.client_id and card.id = p.card_id
      where first.problem = 'seals_gone' and p.booked_at <= first.sealed_at
        and not exists (select from seal s where s.client_id = p.client_id and s.posting_id = p.id)
      order by p.client_id, p.card_id, p.id limit 1
    ) lost on true`.execute(db);
  return rows[0];
}

/** Not sealed yet is no fault: the newest never are. */
export async function countSeals(db: Connection): Promise<{ sealed: number; unsealed: number }> {
  const { rows } = await sql<{ sealed: bigint; unsealed: bigint }>`
    select (select count(*) from seal) as sealed, (
      select count(*) from posting p
      where not exists (select from seal s where s.client_id = p.client_id and s.posting_id = p.id)
    ) as unsealed`.execute(db);
  return { sealed: Number(rows[0]?.sealed ?? 0n), unsealed: Number(rows[0]?.unsealed ?? 0n) };
}

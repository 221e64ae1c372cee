/** The ledger and what is on the cards, worked out anew from what was presented and paid in. */
import { sql, type Connection } from "../../src/database/sql.ts";
import type { Complain } from "./audit-contacts.ts";
import type { Program } from "./program.ts";
import type { Person } from "./world.ts";

export async function auditLedger(db: Connection, wrong: string[]): Promise<void> {
  const { rows: unbalanced } = await sql<{ posting: string }>`
    select posting_id::text as posting from entry group by client_id, posting_id having sum(amount) <> 0`.execute(
    db,
  );
  for (const { posting } of unbalanced) wrong.push(`posting ${posting} does not sum to zero`);
  const { rows: off } = await sql<{ number: string }>`
    select card.number from card
    left join lateral (
      select sum(entry.amount) filter (where account = 'card-bonus') as bonus,
        sum(entry.amount) filter (where account = 'card-deposit') as deposit
      from posting join entry on entry.client_id = posting.client_id and entry.posting_id = posting.id
      where posting.client_id = card.client_id and posting.card_id = card.id
    ) as summed on true
    where card.balance <> coalesce(bonus, 0) or card.deposit <> coalesce(summed.deposit, 0)`.execute(db);
  for (const { number } of off) wrong.push(`card ${number} does not hold what its entries say`);
}

export async function auditCard(
  db: Connection,
  program: Program,
  person: Person,
  now: Temporal.Instant,
  wrong: string[],
): Promise<void> {
  const { card } = person;
  if (!card) return;
  const days = [...card.presentedOn].sort((a, b) => Temporal.PlainDate.compare(a, b));
  const lasts = days.map((on) => on.add({ months: 6 }));
  const today = now.toZonedDateTimeISO(card.zone).toPlainDate();
  const burned = lasts.some((last, at) => Temporal.PlainDate.compare(days[at + 1] ?? today, last) > 0);
  const { body } = await program.ask("GET", `/cards/${card.number}`);
  const last = lasts.at(-1);
  const tell: Complain = (what) => void wrong.push(`card ${card.number} on ${today.toString()}: ${what}`);
  if (body["validThrough"] !== last?.toString())
    tell(`valid through ${String(body["validThrough"])}, not ${last?.toString()}`);
  if (last && Temporal.PlainDate.compare(today, last) > 0 && Number(body["balance"]) > 0)
    tell("a bonus past its last day");
  if (String(body["deposit"]).replace(".", "") !== card.deposit.toString().padStart(3, "0"))
    tell(`deposit ${String(body["deposit"])}, ${card.deposit} kopecks were paid in`);
  const { rows } = await sql<{ burned: string }>`
    select coalesce(-sum(entry.amount), 0)::text as burned
    from posting join entry on entry.client_id = posting.client_id and entry.posting_id = posting.id
    where posting.client_id = ${person.id}::uuid and posting.kind in ('burned', 'restored') and account = 'card-bonus'`.execute(
    db,
  );
  if (Number(rows[0]?.burned) > 0 && !burned) tell(`${rows[0]?.burned} burned before its time`);
}

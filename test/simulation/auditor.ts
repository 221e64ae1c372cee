/**
 * Holds the program to what really happened. Shares no code with it: reads what providers were given, the rows of touches
 * and of the ledger, and what the API says of a card; works everything else out anew from the world.
 */
import { sql, type Connection } from "../../src/database/sql.ts";
import type { Program } from "./program.ts";
import type { HandedOver, Person, World } from "./world.ts";

interface TouchRow {
  id: string;
  client: string;
  on_day: string;
  purpose: string;
  channel: string;
  state: string;
  occasion: string;
  step: string;
}

type Complain = (what: string) => void;

const localOf = (at: Temporal.Instant, zone: string) => at.toZonedDateTimeISO(zone);

export async function audit({
  db,
  program,
  world,
  now,
  planned,
}: {
  db: Connection;
  program: Program;
  world: World;
  now: Temporal.Instant;
  /** Days of the business on which a plan was made. */
  planned: ReadonlySet<string>;
}): Promise<string[]> {
  const wrong: string[] = [];
  const { rows } = await sql<TouchRow>`
    select id::text, client_id::text as client, on_day::text, purpose, channel, state,
      chain || ' ' || step || ' ' || occasion_key as occasion, occasion_kind as step from touch`.execute(db);
  const touches = new Map(rows.map((row) => [row.id, row]));
  const people = new Map(world.people.map((person) => [person.id, person]));
  for (const letter of world.handedOver) {
    const touch = touches.get(letter.messageId.slice(1).split("@")[0] ?? "");
    const person = touch && people.get(touch.client);
    const complain: Complain = (what) =>
      void wrong.push(`${letter.at.toString()} ${letter.to} «${letter.subject}»: ${what}`);
    if (!touch || !person) complain("nobody knows a reason for it");
    else auditLetter(letter, touch, person, world, complain);
  }
  auditCaps(world, touches, wrong);
  auditEnds(rows, now, planned, wrong);
  auditGreetings(rows, world, planned, wrong);
  await auditLedger(db, wrong);
  for (const person of world.people) await auditCard(db, program, person, now, wrong);
  return wrong;
}

function auditLetter(
  letter: HandedOver,
  touch: TouchRow,
  person: Person,
  world: World,
  complain: Complain,
): void {
  const { at } = letter;
  const before = (moment: Temporal.Instant) => Temporal.Instant.compare(moment, at) <= 0;
  if (person.deceasedAt && before(person.deceasedAt)) complain("to somebody who has died");
  for (const wish of person.wishes) {
    if (!before(wish.at) || (wish.endedAt && before(wish.endedAt))) continue;
    const covers =
      wish.scope === "everything" ||
      (wish.scope === "advertising" && touch.purpose === "advertising") ||
      wish.channel === "email";
    if (covers) complain(`against a wish of ${wish.at.toString()}`);
  }
  if (touch.purpose !== "service") {
    const purpose = touch.purpose === "advertising" ? "advertising" : "contact";
    const last = person.consents
      .filter((said) => said.purpose === purpose && said.channel !== "call" && before(said.at))
      .sort((a, b) => Temporal.Instant.compare(a.at, b.at))
      .at(-1);
    if (!last?.given) complain(`without consent to ${purpose}`);
  }
  const zone = person.zone ?? person.officeZone;
  for (const place of zone === undefined ? world.zones : [zone]) {
    const local = localOf(at, place);
    const weekend = local.dayOfWeek >= 6;
    const from = Math.max(weekend ? 11 : 10, zone === undefined ? 0 : (person.hours?.[0] ?? 0));
    const to = Math.min(weekend ? 19 : 20, zone === undefined ? 24 : (person.hours?.[1] ?? 24));
    if (local.hour < from || local.hour >= to) complain(`at ${local.toPlainTime().toString()} in ${place}`);
  }
  if (touch.purpose === "greeting" && zone !== undefined) {
    const on = localOf(at, zone).toPlainDate();
    if (!isBirthday(person, on) && !person.correctedOn.includes(on.toString()))
      complain(`a greeting on ${on.toString()}`);
  }
}

function isBirthday({ birthday: { month, day } }: Person, on: Temporal.PlainDate): boolean {
  const celebrated = month === 2 && day === 29 && !on.inLeapYear ? 28 : day;
  return on.month === month && on.day === celebrated;
}

/** What was taken: nothing twice, one a day, four in thirty days, advertising once in fourteen. */
function auditCaps(world: World, touches: ReadonlyMap<string, TouchRow>, wrong: string[]): void {
  const byClient = new Map<string, { touch: TouchRow; letter: HandedOver }[]>();
  for (const letter of world.handedOver) {
    const touch = touches.get(letter.messageId.slice(1).split("@")[0] ?? "");
    if (!letter.taken || !touch) continue;
    byClient.set(touch.client, [...(byClient.get(touch.client) ?? []), { touch, letter }]);
  }
  for (const [client, taken] of byClient) {
    const occasions = taken.map(({ touch }) => touch.occasion);
    const twice = occasions.filter((occasion, at) => occasions.indexOf(occasion) !== at);
    for (const occasion of twice) wrong.push(`${client}: ${occasion} twice`);
    const proactive = taken.filter(({ touch }) => touch.purpose !== "service");
    for (const { touch } of proactive) {
      const on = Temporal.PlainDate.from(touch.on_day);
      const within = (days: number, more: (other: TouchRow) => boolean = () => true) =>
        proactive.filter(({ touch: other }) => {
          const ago = Temporal.PlainDate.from(other.on_day).until(on).days;
          return ago >= 0 && ago < days && more(other);
        }).length;
      if (within(1) > 1) wrong.push(`${client}: ${within(1)} touches on ${touch.on_day}`);
      if (within(30) > 4) wrong.push(`${client}: ${within(30)} touches in 30 days up to ${touch.on_day}`);
      if (touch.purpose === "advertising" && within(14, (other) => other.purpose === "advertising") > 1)
        wrong.push(`${client}: advertising twice in 14 days up to ${touch.on_day}`);
    }
  }
}

/** Every touch of a day that is over has an end. */
function auditEnds(
  rows: readonly TouchRow[],
  now: Temporal.Instant,
  planned: ReadonlySet<string>,
  wrong: string[],
): void {
  const last = [...planned].sort().at(-1) ?? "";
  for (const { id, on_day: on, state, occasion } of rows) {
    if (on < last && ["planned", "due", "claimed", "queued"].includes(state))
      wrong.push(`${now.toString()}: touch ${id} of ${on} (${occasion}) is still ${state}`);
  }
}

/** On a birthday there is a touch, whatever became of it. */
function auditGreetings(
  rows: readonly TouchRow[],
  world: World,
  planned: ReadonlySet<string>,
  wrong: string[],
): void {
  const greeted = new Set(
    rows.filter(({ step }) => step === "birthday").map((row) => `${row.client} ${row.on_day}`),
  );
  for (const on of planned) {
    for (const person of world.people) {
      if (person.deceasedAt || person.correctedOn.length > 0) continue;
      if (isBirthday(person, Temporal.PlainDate.from(on)) && !greeted.has(`${person.id} ${on}`))
        wrong.push(`${person.id}: nothing is said of the birthday on ${on}`);
    }
  }
}

async function auditLedger(db: Connection, wrong: string[]): Promise<void> {
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

async function auditCard(
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
  const today = localOf(now, card.zone).toPlainDate();
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

/**
 * Holds the program to what really happened. Shares no code with it: reads what providers were given, the rows of touches
 * and of the ledger, and what the API says of a card; works everything else out anew from the world.
 */
import { sql, type Connection } from "../../src/database/sql.ts";
import { auditCard, auditLedger } from "./audit-cards.ts";
import { auditContact, auditTogether, isBirthday, type Complain, type Contact } from "./audit-contacts.ts";
import type { Program } from "./program.ts";
import type { Person, World } from "./world.ts";

interface TouchRow {
  id: string;
  client: string;
  on_day: string;
  hangs_on: string;
  purpose: string;
  channel: string;
  state: string;
  chain: string;
  what: string;
  kind: string;
}

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
    select id::text, client_id::text as client, on_day::text, occasion_date::text as hangs_on, purpose, channel, state,
      chain, chain || ' ' || step || ' ' || occasion_key as what, occasion_kind as kind from touch`.execute(
    db,
  );
  const touches = new Map(rows.map((row) => [row.id, row]));
  // A call promised for another day is that day's touch from then on.
  const { rows: calls } = await sql<{ id: string; touch: string }>`
    select id::text, touch_id::text as touch from call`.execute(db);
  const touchOfCall = new Map(calls.map(({ id, touch }) => [id, touch]));
  const contacts = contactsOf(world, { touches, touchOfCall }, wrong);
  for (const contact of contacts) {
    const complain: Complain = (what) =>
      void wrong.push(
        `${contact.at.toString()} ${contact.channel} ${contact.person.id} ${contact.what}: ${what}`,
      );
    auditContact(contact, world, complain);
  }
  for (const person of world.people)
    auditTogether(
      contacts.filter((contact) => contact.person === person),
      wrong,
    );
  auditEnds(rows, now, planned, wrong);
  auditGreetings(rows, world, planned, wrong);
  await auditLedger(db, wrong);
  for (const person of world.people) await auditCard(db, program, person, now, wrong);
  return wrong;
}

const spoke = ["done", "refused", "do_not_disturb", "complaint"];

/** What providers and operators did, each with the touch it was done for. */
function contactsOf(
  world: World,
  {
    touches,
    touchOfCall,
  }: { touches: ReadonlyMap<string, TouchRow>; touchOfCall: ReadonlyMap<string, string> },
  wrong: string[],
): Contact[] {
  const people = new Map(world.people.map((person) => [person.id, person]));
  const contacts: Contact[] = [];
  const add = (
    touchId: string,
    told: string,
    contact: Pick<Contact, "channel" | "at" | "promised" | "reached" | "spokeAt" | "refused" | "complained">,
  ) => {
    const touch = touches.get(touchId);
    const person: Person | undefined = people.get(touch?.client ?? "");
    if (!touch || !person) wrong.push(`${told}: nobody knows a reason for it`);
    else
      contacts.push({
        ...contact,
        person,
        purpose: touch.purpose,
        chain: touch.chain,
        what: touch.what,
        onDay: touch.on_day,
        kind: touch.kind,
        hangsOn: touch.hangs_on,
      });
  };
  for (const { messageId, at, to, taken } of world.handedOver)
    add(messageId.slice(1).split("@")[0] ?? "", `a letter to ${to}`, {
      channel: "email",
      at,
      promised: false,
      reached: taken,
      spokeAt: undefined,
      refused: false,
      complained: false,
    });
  for (const { id, at, outcome, promised, endedAt, client } of world.calls)
    add(touchOfCall.get(id) ?? "", `a call to ${client}`, {
      channel: "call",
      at,
      promised,
      reached: spoke.includes(outcome ?? ""),
      spokeAt: spoke.includes(outcome ?? "") ? endedAt : undefined,
      refused: outcome === "refused",
      complained: outcome === "complaint",
    });
  return contacts;
}

/** Every touch of a day that is over has an end. */
function auditEnds(
  rows: readonly TouchRow[],
  now: Temporal.Instant,
  planned: ReadonlySet<string>,
  wrong: string[],
): void {
  const last = [...planned].sort().at(-1) ?? "";
  for (const { id, on_day: on, state, what } of rows) {
    if (on < last && ["planned", "due", "claimed", "queued"].includes(state))
      wrong.push(`${now.toString()}: touch ${id} of ${on} (${what}) is still ${state}`);
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
    rows.filter(({ kind }) => kind === "birthday").map((row) => `${row.client} ${row.hangs_on}`),
  );
  for (const on of planned) {
    for (const person of world.people) {
      if (person.deceasedAt || person.correctedOn.length > 0) continue;
      // Of the day on which we met, nobody knows whether it was planned before.
      const met = person.metAt.toZonedDateTimeISO("UTC").add({ days: 1 }).toPlainDate().toString();
      if (on <= met) continue;
      if (isBirthday(person.birthday, Temporal.PlainDate.from(on)) && !greeted.has(`${person.id} ${on}`))
        wrong.push(`${person.id}: nothing is said of the birthday on ${on}`);
    }
  }
}

/** A few clients with exactly the facts a test names, put in through plain SQL. */
import { installPack } from "../../src/chains/actions/install-pack.ts";
import { sql, type Connection } from "../../src/database/sql.ts";
import { newId } from "../../src/kernel/ids.ts";
import { planDay } from "../../src/planning/actions/plan-day.ts";
import { touchesOfDay, type PlannedTouch } from "../../src/planning/store/touches.ts";
import type { Verdict } from "../../src/planning/verdict.ts";

export const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const moment = (text: string): Temporal.Instant => Temporal.Instant.from(text);

interface ClientFacts {
  zone?: string | null;
  office?: string | null;
  birthday?: [month: number, day: number, year?: number];
  hours?: [from: string, to: string];
  phone?: string;
  email?: string;
  emailState?: string;
  consents?: ("contact" | "advertising")[];
  deceased?: string;
}

/** What most tests plan by. */
const usualChains = ["bonus-burn", "birthday", "after-trip", "newsletter"];

const forgotten = [
  "client",
  "contact_point",
  "contact_address",
  "operator_hours",
  "consent",
  "do_not_disturb",
  "client_demand",
  "silenced_address",
  "dealing",
  "card",
  "touch",
  "touch_move",
  "call",
  "complaint",
  "refusal",
  "newsletter_issue",
  "staff_member",
  "office",
  "chain_version",
];

export class SmallBase {
  readonly db: Connection;
  constructor(db: Connection) {
    this.db = db;
  }

  /** Everything but the business and the program is forgotten, and the usual chains of the travel pack are live. */
  async reset(): Promise<void> {
    // Deleting a few rows is far quicker than truncating a dozen tables.
    for (const table of forgotten) await sql`delete from ${sql.table(table)}`.execute(this.db);
    await sql`update business set zone = 'Europe/Moscow', settings = '{}'`.execute(this.db);
    await installPack(this.db, "travel", moment("2026-01-01T00:00:00Z"), usualChains);
  }

  async office(zone: string, name = "Тверская, 12"): Promise<string> {
    const id = newId();
    await sql`insert into office (id, name, city, address, zone) values (${id}, ${name}, 'Москва', '-', ${zone})`.execute(
      this.db,
    );
    return id;
  }

  /** Reachable by phone and e-mail with both consents, in Moscow, unless the test says otherwise. */
  async client(facts: ClientFacts = {}): Promise<string> {
    const id = newId();
    const [month, dayOfMonth, year] = facts.birthday ?? [];
    await sql`
      insert into client (id, given_name, family_name, zone, home_office_id, birthday_month, birthday_day, birthday_year,
        hours_from, hours_to, deceased_on, created_on)
      values (${id}, 'Анна', 'Котова', ${facts.zone === undefined ? "Europe/Moscow" : facts.zone}, ${facts.office ?? null},
        ${month ?? null}, ${dayOfMonth ?? null}, ${year ?? null}, ${facts.hours?.[0] ?? null}::text::time,
        ${facts.hours?.[1] ?? null}::text::time, ${facts.deceased ?? null}::text::date, '2020-01-01')`.execute(
      this.db,
    );
    const phone = facts.phone ?? `+79${id.replaceAll(/\D/g, "").slice(-9)}`;
    if (phone) await this.contactPoint(id, "phone", phone);
    const email = facts.email ?? `${id}@example.com`;
    if (email) await this.contactPoint(id, "email", email, facts.emailState);
    for (const purpose of facts.consents ?? ["contact", "advertising"]) {
      await this.consent(id, purpose, "any", true, "2020-01-01T00:00:00Z");
    }
    return id;
  }

  async contactPoint(client: string, kind: string, value: string, state = "unverified"): Promise<void> {
    await sql`insert into contact_point values (${client}, ${newId()}, ${kind}, ${value}, ${state}, '2020-01-01')`.execute(
      this.db,
    );
    await sql`insert into contact_address values (${kind}, ${value}, ${client}) on conflict do nothing`.execute(
      this.db,
    );
  }

  async consent(client: string, purpose: string, channel: string, given: boolean, at: string): Promise<void> {
    await sql`insert into consent values (${client}, ${newId()}, ${purpose}, ${channel}, ${given}, ${at}::text::timestamptz,
      'form', '1')`.execute(this.db);
  }

  async wish(
    client: string,
    scope: "everything" | "advertising" | "channel",
    options: { channel?: string; since?: string; until?: string } = {},
  ): Promise<void> {
    await sql`insert into do_not_disturb values (${client}, ${newId()}, ${scope}, ${options.channel ?? null},
      ${options.since ?? "2025-01-01T00:00:00Z"}::text::timestamptz, ${options.until ?? null}::text::date, null, 'desk', 'не звоните')`.execute(
      this.db,
    );
  }

  async silencedAddress(kind: string, value: string): Promise<void> {
    await sql`insert into silenced_address values (${kind}, ${value}, ${newId()}, 'everything', null,
      '2025-01-01T00:00:00Z', null, null)`.execute(this.db);
  }

  async card(client: string, validThrough: string, balance: bigint): Promise<string> {
    const id = newId();
    await sql`
      insert into card (client_id, id, number, sold_on, price, expires_on, last_presented_on, valid_through, balance)
      values (${client}, ${id}, ${id}, '2025-01-01', 50000, '2028-01-01', ${validThrough}::text::date - 180,
        ${validThrough}::text::date, ${balance.toString()}::text::bigint)`.execute(this.db);
    return id;
  }

  async trip(client: string, returnsOn: string): Promise<void> {
    await sql`
      insert into dealing (client_id, id, kind, happened_on, departs_on, returns_on, destination, price)
      values (${client}, ${newId()}, 'trip', ${returnsOn}::text::date - 30, ${returnsOn}::text::date - 10,
        ${returnsOn}::text::date, 'Пхукет', 10000000)`.execute(this.db);
  }

  async issue(number: number, on: string): Promise<void> {
    await sql`insert into newsletter_issue values (${number}, ${on}::text::date,
      '{"ru":"Весна","en":"Spring"}', '{"ru":"Текст","en":"Text"}')`.execute(this.db);
  }

  /** A touch that was made on an earlier day. */
  async made(
    client: string,
    on: string,
    options: {
      purpose?: string;
      channel?: string;
      state?: string;
      key?: string;
      chain?: string;
      step?: string;
      /** Said in the call of another reason. */
      isAlong?: boolean | undefined;
    } = {},
  ): Promise<void> {
    const {
      purpose = "care",
      channel = "email",
      state = "sent",
      key = newId(),
      chain = "other",
      step = "x",
      isAlong = false,
    } = options;
    await sql`
      insert into touch (client_id, id, on_day, chain, chain_version, step, occasion_kind, occasion_key, occasion_date, facts,
        purpose, channel, state, taken_along_by, verdicts, planned_at, moved_at)
      values (${client}, touch_id(${client}::uuid, ${chain}, ${step}, ${key}, ${on}::text::date), ${on}::text::date, ${chain}, 1,
        ${step}, 'returned', ${key}, ${on}::text::date, '{}', ${purpose}, ${channel}, ${state}, ${isAlong ? newId() : null}::text::uuid, '[]', now(), now())`.execute(
      this.db,
    );
  }

  async plan(
    on: string,
    at = `${on}T09:00:00Z`,
    { clients, lanesFrom }: { clients?: string[] | undefined; lanesFrom?: number | undefined } = {},
  ): Promise<Plan> {
    await planDay(this.db, { on: day(on), at: moment(at), clients, lanesFrom });
    return this.planned(on);
  }

  async planned(on: string): Promise<Plan> {
    const touches: PlannedTouch[] = [];
    for await (const page of touchesOfDay(this.db, day(on), 3)) touches.push(...page);
    return new Plan(touches);
  }
}

export class Plan {
  readonly touches: PlannedTouch[];
  constructor(touches: PlannedTouch[]) {
    this.touches = touches;
  }
  of(client: string, chain?: string): PlannedTouch {
    const found = this.touches.filter(
      (touch) => touch.client_id === client && (!chain || touch.chain === chain),
    );
    if (found.length !== 1 || !found[0]) throw new Error(`expected one touch, found ${found.length}`);
    return found[0];
  }
  /** `planned email`, or the rule that decided: `refused by do_not_disturb`. */
  ending(client: string, chain?: string): string {
    const touch = this.of(client, chain);
    return touch.state === "planned"
      ? `planned ${touch.channel}`
      : `${touch.state} by ${this.decided(touch)?.rule}`;
  }
  verdict(client: string, rule: string, chain?: string): Verdict {
    const verdict = this.of(client, chain).verdicts.find((said) => said.rule === rule);
    if (!verdict) throw new Error(`no verdict of ${rule}`);
    return verdict;
  }
  private decided(touch: PlannedTouch): Verdict | undefined {
    return (
      touch.verdicts.find((said) => said.says === "refuse") ??
      touch.verdicts.find((said) => said.says === "hold")
    );
  }
}

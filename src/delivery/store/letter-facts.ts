/** Everything the letters of one batch say, as the database knows it at this moment. */
import type { RawBuilder } from "kysely";
import { recordsOf } from "../../clients/store/merged.ts";
import { planOnce } from "../../database/prepared.ts";
import { columnsOfAnyLength, sql, type Connection } from "../../database/sql.ts";
import { definitionsOf } from "../../chains/store.ts";
import type { Chain, Step } from "../../chains/chain.ts";
import type { Language, Words } from "../../kernel/language.ts";
import type { LetterFacts } from "../channels/email/render.ts";
import type { DueTouch } from "./due.ts";

interface Row {
  touch_id: string;
  chain: string;
  chain_version: number;
  /** Null where the version is gone. */
  chain_hash: string | null;
  step: string;
  purpose: string;
  occasion_kind: string;
  on_day: Temporal.PlainDate;
  facts: Record<string, unknown>;
  language: Language;
  given_name: string;
  patronymic: string;
  family_name: string;
  number: string | null;
  balance: bigint;
  valid_through: Temporal.PlainDate;
  last_presented_on: Temporal.PlainDate;
  card_office: string | null;
  office: string | null;
  address: string;
  phone: string | null;
  issue_subject: Partial<Words> | null;
  issue_body: Partial<Words> | null;
  issue_conditions: Partial<Words> | null;
  business: string;
  currency: string;
}

/** By touch id; a touch whose chain version or step is gone is absent. */
export async function letterFacts(
  db: Connection,
  touches: readonly DueTouch[],
): Promise<Map<string, LetterFacts>> {
  const keys = touches.map(({ clientId, touchId }) => ({ clientId, touchId }));
  const rows = await factsAbout(
    db,
    sql`(
      select touch.* from ${columnsOfAnyLength(keys, { clientId: "uuid", touchId: "uuid" })} as due (client_id, id)
      join touch on touch.client_id = due.client_id and touch.id = due.id)`,
  );
  const hashes = rows.flatMap(({ chain_hash: hash }) => hash ?? []);
  const definitions = await definitionsOf(db, [...new Set(hashes)]);
  const letters = new Map<string, LetterFacts>();
  for (const row of rows) {
    const chain = row.chain_hash === null ? undefined : definitions.get(row.chain_hash);
    const templateName = chain?.steps.find((step) => step.code === row.step)?.template;
    const template = templateName === undefined ? undefined : chain?.templates[templateName];
    if (templateName === undefined || !template) continue;
    letters.set(row.touch_id, { ...factsOf(row), templateName, template });
  }
  return letters;
}

/** A letter that nobody plans: a step of a chain that may not even be saved, to one client for one occasion. */
export interface ImaginedTouch {
  client: string;
  on: Temporal.PlainDate;
  facts: Record<string, unknown>;
}

/** Undefined where there is no such client, or the step names no template. */
export async function imaginedFacts(
  db: Connection,
  chain: Chain,
  step: Step,
  { client, on, facts }: ImaginedTouch,
): Promise<LetterFacts | undefined> {
  const [row] = await factsAbout(
    db,
    sql`(
      select ${client}::text::uuid as client_id, ${client}::text::uuid as id, ${chain.code}::text as chain, 0 as chain_version,
        ${step.code}::text as step, ${step.purpose}::text as purpose, ${chain.occasion}::text as occasion_kind,
        ${on.toString()}::text::date as on_day, ${JSON.stringify(facts)}::text::jsonb as facts)`,
  );
  const template = chain.templates[step.template];
  return row && template && { ...factsOf(row), templateName: step.template, template };
}

async function factsAbout(db: Connection, touches: RawBuilder<unknown>): Promise<Row[]> {
  const { rows } = await sql<Row>`${planOnce}
    select touch.id as touch_id, touch.chain, touch.chain_version, version.hash as chain_hash, touch.step, touch.purpose, touch.occasion_kind,
      touch.on_day, touch.facts, client.language, client.given_name, client.patronymic, client.family_name,
      card.number, card.balance, card.valid_through, card.last_presented_on, card_office.name as card_office,
      office.name as office, concat_ws(', ', nullif(office.city, ''), nullif(office.address, '')) as address, office.phone,
      newsletter_issue.subject as issue_subject, newsletter_issue.body as issue_body, newsletter_issue.conditions as issue_conditions,
      business.name as business, business.currency
    from ${touches} as touch
    join client on client.id = touch.client_id
    cross join business
    left join chain_version as version on version.chain = touch.chain and version.version = touch.chain_version
    left join lateral (
      select card.* from ${recordsOf("touch.client_id")} as record join card on card.client_id = record.id
      where card.state = 'active'
        and (touch.facts ->> 'card' is null or card.id::text = touch.facts ->> 'card')
      order by sold_on desc, card.id limit 1
    ) as card on true
    left join office as card_office on card_office.id = card.last_presented_office_id
    left join office on office.id = coalesce(client.home_office_id, card.sold_at_office_id)
    -- A card's number is too large for an issue's, and which condition is looked at first is for the server to choose.
    left join newsletter_issue on newsletter_issue.number
      = case when touch.occasion_kind = 'issue' then (touch.facts ->> 'number')::int end`.execute(db);
  return rows;
}

function factsOf(row: Row): Omit<LetterFacts, "template" | "templateName"> {
  return {
    chain: row.chain,
    chainVersion: row.chain_version,
    purpose: row.purpose,
    occasionKind: row.occasion_kind,
    today: row.on_day,
    facts: row.facts,
    language: row.language,
    client: { givenName: row.given_name, patronymic: row.patronymic, familyName: row.family_name },
    card:
      row.number === null
        ? undefined
        : {
            number: row.number,
            balance: row.balance,
            validThrough: row.valid_through,
            lastPresentedOn: row.last_presented_on,
            office: row.card_office,
          },
    office: row.office === null ? undefined : { name: row.office, address: row.address, phone: row.phone },
    issue:
      row.issue_subject && row.issue_body
        ? { subject: row.issue_subject, body: row.issue_body, conditions: row.issue_conditions ?? {} }
        : undefined,
    business: { name: row.business, currency: row.currency },
  };
}

/** Everything that is known about one client as a person. */
import { planOnce } from "../../database/prepared.ts";
import { sql, type Connection } from "../../database/sql.ts";
import type { Language } from "../../kernel/language.ts";
import type { Consent, ContactPoint, Profile, Wish } from "../contract.ts";
import { stopsOfClient } from "./demands.ts";

export interface ClientRow {
  id: string;
  externalId: string | null;
  familyName: string;
  givenName: string;
  patronymic: string;
  sex: "female" | "male" | null;
  birthdayMonth: number | null;
  birthdayDay: number | null;
  birthdayYear: number | null;
  language: Language;
  zone: string | null;
  officeId: string | null;
  officeName: string | null;
  officeCity: string | null;
  statementOfficeId: string | null;
  statementOfficeName: string | null;
  hoursFrom: Temporal.PlainTime | null;
  hoursTo: Temporal.PlainTime | null;
  preferredChannel: Profile["preferredChannel"];
  deceasedOn: Temporal.PlainDate | null;
  stoppedOn: Temporal.PlainDate | null;
  erasedOn: Temporal.PlainDate | null;
  createdOn: Temporal.PlainDate;
}

export async function loadClient(db: Connection, id: string): Promise<ClientRow | undefined> {
  const { rows } = await sql<ClientRow>`${planOnce}
    select client.id, external_id as "externalId", family_name as "familyName", given_name as "givenName",
      patronymic, sex, birthday_month as "birthdayMonth", birthday_day as "birthdayDay",
      birthday_year as "birthdayYear", language, client.zone, office.id as "officeId", office.name as "officeName",
      office.city as "officeCity", papers.id as "statementOfficeId", papers.name as "statementOfficeName", hours_from as "hoursFrom", hours_to as "hoursTo",
      preferred_channel as "preferredChannel",
      deceased_on as "deceasedOn", erased_on as "erasedOn",
      (select min(received_on) from ${stopsOfClient}) as "stoppedOn", created_on as "createdOn"
    from client left join office on office.id = client.home_office_id
    left join office as papers on papers.id = client.statement_office_id
    where client.id = ${id}::text::uuid`.execute(db);
  return rows[0];
}

type ContactPointRow = Omit<ContactPoint, "since"> & { since: Temporal.PlainDate };

/** Usable ones first, the newest of a kind before older ones. */
export async function loadContactPoints(db: Connection, client: string): Promise<ContactPointRow[]> {
  const { rows } = await sql<ContactPointRow>`${planOnce}
    select id, kind, value, extension, state, since from contact_point where client_id = ${client}::text::uuid
    order by state in ('bounced', 'wrong', 'opted_out'),
      array_position(array['phone', 'email', 'telegram', 'max', 'vk', 'postal', 'in_person'], kind), since desc, id
    limit 100`.execute(db);
  return rows;
}

type ConsentRow = Omit<Consent, "at"> & { at: Temporal.Instant };

/** The newest row per purpose and channel is in force. */
export async function loadConsents(db: Connection, client: string): Promise<ConsentRow[]> {
  const { rows } = await sql<ConsentRow>`${planOnce}
    select distinct on (purpose, channel) purpose, channel, given, at, how, wording_version as "wordingVersion"
    from consent where client_id = ${client}::text::uuid
    order by purpose desc, channel, at desc, id desc`.execute(db);
  return rows;
}

type WishRow = Omit<Wish, "since" | "until" | "endedAt" | "inForce"> & {
  since: Temporal.Instant;
  until: Temporal.PlainDate | null;
  endedAt: Temporal.Instant | null;
};

/** The client's own and those that came with an address, the newest first; each once, as it is in force if it is anywhere. */
export async function loadWishes(db: Connection, client: string): Promise<WishRow[]> {
  const { rows } = await sql<WishRow>`${planOnce}
    select id, scope, channel, since, until, ended_at as "endedAt", recorded_by as "recordedBy", words,
      case when inherited then 'address' else 'client' end as "heldBy"
    from do_not_disturb as own where client_id = ${client}::text::uuid
      and (ended_at is null or not exists (
        select from contact_point as point
        join silenced_address as silenced on silenced.kind = point.kind and silenced.value = point.value
        where point.client_id = own.client_id and silenced.id = own.id and silenced.ended_at is null))
    union all (
      select distinct on (silenced.id) silenced.id, silenced.scope, silenced.channel, silenced.since, silenced.until,
        silenced.ended_at, '', '', 'address'
      from contact_point as point
      join silenced_address as silenced on silenced.kind = point.kind and silenced.value = point.value
      where point.client_id = ${client}::text::uuid
        and not exists (
          select from do_not_disturb as own
          where own.client_id = ${client}::text::uuid and own.id = silenced.id
            and (own.ended_at is null or silenced.ended_at is not null))
      order by silenced.id, silenced.ended_at desc nulls first
    )
    order by since desc, id desc limit 100`.execute(db);
  return rows;
}

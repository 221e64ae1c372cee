/** Whose clock and calendar clients live by. */
import { planOnce } from "../../database/prepared.ts";
import { anyOf, sql, type Connection } from "../../database/sql.ts";

export interface LocalZone {
  zone: string;
  from: "client" | "phone" | "office" | "business";
}

/** By client, of those there are: their own zone, what a phone tells, the home office's, the business's. */
export async function loadZones(db: Connection, clients: readonly string[]): Promise<Map<string, LocalZone>> {
  const { rows } = await sql<LocalZone & { id: string }>`${planOnce}
    select client.id, coalesce(client.zone, client.phone_zone, office.zone, business.zone) as zone,
      case when client.zone is not null then 'client' when client.phone_zone is not null then 'phone'
        when office.zone is not null then 'office' else 'business' end as "from"
    from client cross join business left join office on office.id = client.home_office_id
    where client.id = ${anyOf([...new Set(clients)], "uuid")}`.execute(db);
  return new Map(rows.map(({ id, ...local }) => [id, local]));
}

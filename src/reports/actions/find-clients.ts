/** Clients by what somebody remembers of them. */
import type { Reader } from "../../business/reader.ts";
import type { FoundClients } from "../../clients/contract.ts";
import { fullName } from "../../clients/person-name.ts";
import type { Connection } from "../../database/sql.ts";
import { spendable } from "../card-today.ts";
import { understand } from "../find.ts";
import { findClients as findRows } from "../store/found-clients.ts";

export async function findClients(
  db: Connection,
  { now, business }: Reader,
  asked: { find: string | undefined; cursor: string | undefined },
): Promise<FoundClients> {
  const { page, next } = await findRows(db, understand(asked.find ?? ""), { cursor: asked.cursor, now });
  const clients = page.map((row) => {
    const { id, phone, email, office, city, card, doNotDisturb, balance, validThrough } = row;
    return {
      id,
      phone,
      email,
      office,
      city,
      card,
      doNotDisturb,
      name: fullName(row),
      balance:
        balance === null || validThrough === null
          ? null
          : spendable({ balance, validThrough, zone: row.cardZone }, now, business.zone),
    };
  });
  return { clients, next };
}

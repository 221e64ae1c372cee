import { loadSettings } from "../../business/store.ts";
import type { Connection } from "../../database/sql.ts";
import type { Audit, AuditQuery } from "../audit-contract.ts";
import { loadAudit, type AuditRow } from "../store/audit.ts";

/** Days are the business's. */
export async function readAudit(db: Connection, asked: AuditQuery): Promise<Audit> {
  const { kind, who, client, from, to, cursor } = asked;
  const { zone } = await loadSettings(db);
  const start = (day: Temporal.PlainDate) => day.toZonedDateTime(zone).toInstant();
  const { page, next } = await loadAudit(db, {
    kind,
    who,
    client,
    from: from === undefined ? undefined : start(Temporal.PlainDate.from(from)),
    until: to === undefined ? undefined : start(Temporal.PlainDate.from(to).add({ days: 1 })),
    cursor,
  });
  return { lines: page.map(tell), next };
}

function tell(row: AuditRow): Audit["lines"][number] {
  const { staffMember, staffName, key, keyName, at, ...line } = row;
  const who =
    key !== null
      ? { id: key, name: keyName ?? "", kind: "key" as const }
      : staffMember !== null
        ? { id: staffMember, name: staffName ?? "", kind: "staff" as const }
        : null;
  return { ...line, at: at.toString(), who };
}

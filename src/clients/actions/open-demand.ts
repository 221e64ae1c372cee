/**
 * A demand and the consent to processing go together: a demand withdraws the consent that stands, and a consent that is
 * withdrawn is the demand to stop.
 */
import { readDaysOff } from "../../business/actions/keep-calendar.ts";
import { loadSettings } from "../../business/store.ts";
import type { OpenTransaction } from "../../database/sql.ts";
import { dayIn } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import { wordOn } from "../allowance.ts";
import type { Demand } from "../demand-contract.ts";
import { dueOn } from "../demand.ts";
import type { Author, Change } from "../desk.ts";
import { loadConsentsUntil } from "../store/consents.ts";
import { insertDemand, stoppedAmong } from "../store/demands.ts";
import { withdraw } from "./withdraw-stricter.ts";

interface Whose {
  trx: OpenTransaction;
  client: string;
  now: Temporal.Instant;
  author: Author;
}

interface Demanded {
  kind: Demand["kind"];
  receivedOn: Temporal.PlainDate;
  how: string;
  words: string;
}

export async function openDemand(
  { trx, client, now, author }: Whose,
  demanded: Demanded,
): Promise<{ id: string; change: Change }> {
  const { kind, receivedOn } = demanded;
  const due = dueOn(kind, receivedOn, await readDaysOff(trx, receivedOn));
  const id = newId();
  const recorded = { recordedAt: now, recordedBy: author.staffMember };
  await insertDemand(trx, client, { id, ...demanded, dueOn: due, ...recorded });
  const after = { kind, receivedOn: receivedOn.toString(), dueOn: due.toString() };
  return { id, change: { field: "demand", subject: id, before: null, after } };
}

/** From the day the demand came, under the wording that is withdrawn. Nothing where no consent stands. */
export async function withdrawProcessing(
  trx: OpenTransaction,
  client: string,
  { now, receivedOn, how }: { now: Temporal.Instant; receivedOn: Temporal.PlainDate; how: string },
): Promise<Change[]> {
  const standing = wordOn(await loadConsentsUntil(trx, client, now), "processing", "any");
  if (standing?.given !== true) return [];
  const { zone } = await loadSettings(trx);
  const overAt = receivedOn.add({ days: 1 }).toZonedDateTime(zone).toInstant().subtract({ milliseconds: 1 });
  const at = Temporal.Instant.compare(overAt, now) < 0 ? overAt : now;
  const { wordingVersion } = standing;
  return withdraw(trx, client, [{ purpose: "processing", channel: "any" }], at, {
    how: how.trim(),
    wordingVersion,
  });
}

/** The demand to stop that a withdrawn consent to processing is; nothing where one is in force, or where consent stands. */
export async function stopIfWithdrawn(
  { trx, client, now, author }: Whose,
  { at, how }: { at: Temporal.Instant; how: string },
): Promise<Change[]> {
  const standing = wordOn(await loadConsentsUntil(trx, client, now), "processing", "any");
  if (standing?.given !== false || (await stoppedAmong(trx, [client])).size > 0) return [];
  const receivedOn = dayIn((await loadSettings(trx)).zone, at);
  const { change } = await openDemand(
    { trx, client, now, author },
    { kind: "stop", receivedOn, how, words: "" },
  );
  return [change];
}

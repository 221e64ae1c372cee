/** Gives every enabled webhook its messages of what has happened since it was last looked. */
import type { Connection } from "../../database/sql.ts";
import type { Clock } from "../../kernel/clock.ts";
import {
  deleteSettled,
  isAlone,
  makeMessages,
  settledUntil,
  sweptTo,
  type EventPlace,
} from "../store/sweep.ts";
import { findWebhook, loadWebhooks } from "../store/webhooks.ts";

const usualBatch = 10_000;

/** A batch is one transaction: killed anywhere, the next sweep looks again and makes nothing twice. */
export async function sweepEvents({
  db,
  clock,
  signal,
  batch = usualBatch,
}: {
  db: Connection;
  clock: Clock;
  signal: AbortSignal | undefined;
  batch?: number;
}): Promise<number> {
  let made = 0;
  for (const { id, state } of await loadWebhooks(db)) {
    let after: EventPlace | undefined;
    for (let more = state === "enabled"; more;) {
      const swept = await sweepOnce(db, id, { now: clock.now(), batch, after });
      made += swept.made;
      after = swept.after;
      more = swept.more && !signal?.aborted;
    }
  }
  return made;
}

interface SweptBatch {
  made: number;
  more: boolean;
  after: EventPlace | undefined;
}

async function sweepOnce(
  db: Connection,
  id: string,
  { now, batch, after }: { now: Temporal.Instant; batch: number; after: EventPlace | undefined },
): Promise<SweptBatch> {
  return db.transaction().execute(async (trx) => {
    const webhook = (await isAlone(trx, id)) ? await findWebhook(trx, id) : undefined;
    if (webhook?.state !== "enabled") return { made: 0, more: false, after: undefined };
    // Asked first: what is committed while the rest is read is looked at again.
    const settled = await settledUntil(trx, now);
    const { found, made, last } = await makeMessages(trx, webhook, { now, limit: batch, after });
    const more = found === batch && last !== undefined;
    const earlier = more && Temporal.Instant.compare(last.at, settled) < 0;
    // As long as there is more, what is not read yet may lie before the settled moment, too.
    if (!more || earlier) await sweptTo(trx, id, earlier ? last.at : settled);
    return { made, more, after: last };
  });
}

const keptHours = 30 * 24;

/** Of messages that were delivered or given up more than thirty days ago. Says how many. */
export const forgetMessages = ({ db, clock }: { db: Connection; clock: Clock }): Promise<number> =>
  deleteSettled(db, clock.now().subtract({ hours: keptHours }));

/**
 * Facts move the plan: whoever had something booked lately, or a card renewed, blocked or replaced, is judged anew, without the till that booked it waiting. What a
 * client says is judged in the transaction that records it (replan-clients.ts).
 */
import type { Connection } from "../../database/sql.ts";
import type { Clock } from "../../kernel/clock.ts";
import { newsSince, type News } from "../store/news.ts";
import { todayAt } from "../store/planning-day.ts";
import { replanClients } from "./replan-clients.ts";

/** How far somebody has come. */
export interface FactsPlace {
  at: Temporal.Instant;
  /** Ids that were looked at already and are still within sight. */
  seen: ReadonlySet<string>;
}

/** A till's transaction is over sooner than that; the plan of everybody, minutes later, finds whatever is not. */
const lookBack = Temporal.Duration.from({ seconds: 5 });
/** More than that is an import, which the plan of everybody judges better. */
const mostNews = 5_000;
const judgedAtOnce = 200;

export const fromNowOn = (clock: Clock): FactsPlace => ({ at: clock.now(), seen: new Set() });

/** Judges anew, some clients in a transaction, and says how many and how far it has come. */
export async function followFacts(
  { db, clock, signal }: { db: Connection; clock: Clock; signal?: AbortSignal },
  place: FactsPlace,
): Promise<{ judged: number; place: FactsPlace }> {
  const at = clock.now();
  const news = await newsSince(db, {
    since: place.at.subtract(lookBack),
    today: await todayAt(db, at),
    limit: mostNews,
  });
  const next = { at, seen: new Set(news.map(({ id }) => id)) };
  const clients = news.length < mostNews ? concerned(news, place) : [];
  for (let start = 0; start < clients.length; start += judgedAtOnce) {
    if (signal?.aborted) break;
    const some = clients.slice(start, start + judgedAtOnce);
    await db.transaction().execute((trx) => replanClients(trx, { clients: some, at: clock.now() }));
  }
  return { judged: clients.length, place: next };
}

const concerned = (news: readonly News[], { seen }: FactsPlace): string[] => [
  ...new Set(news.filter(({ id, isConcerned }) => isConcerned && !seen.has(id)).map(({ client }) => client)),
];

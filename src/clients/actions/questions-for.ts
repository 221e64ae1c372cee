/**
 * What to ask some clients in the next conversation: facts the business wants and does not know. Nothing is asked of those who
 * demanded to be left alone: they are not in the answer.
 */
import type { Connection } from "../../database/sql.ts";
import type { Language } from "../../kernel/language.ts";
import { inOrder, wordsOf, type WantedFact } from "../completeness.ts";
import type { Completeness } from "../completeness-contract.ts";
import { loadShares, loadWanted } from "../store/completeness.ts";
import { loadAttributes } from "../store/facts.ts";

export interface Asking {
  clients: readonly string[];
  /** A trip that is over by then is not known any more. */
  on: Temporal.PlainDate;
  language: Language;
}

/** By client. */
export async function questionsFor(
  db: Connection,
  { clients, on, language }: Asking,
): Promise<Map<string, Completeness>> {
  if (clients.length === 0) return new Map();
  const wanted = await loadWanted(db);
  const attributes = await loadAttributes(db);
  const shares = await loadShares(db, wanted, { clients, on });
  return new Map(
    shares.map(({ client, percent, missing }) => [
      client,
      {
        client,
        percent,
        missing: inOrder(missing.map((at) => wanted[at] as WantedFact)).map(({ fact, worth }) => {
          const { name, question } = wordsOf(fact, attributes, language);
          return { fact, name, text: question, worth };
        }),
      },
    ]),
  );
}

/**
 * What to ask some clients in the next conversation: facts the business wants and does not know. Nothing is asked of those who
 * demanded to be left alone: they are not in the answer.
 */
import type { Connection } from "../../database/sql.ts";
import type { Language } from "../../kernel/language.ts";
import { inOrder, questionOf, wordsOf, type WantedFact } from "../completeness.ts";
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
  asking: Asking | Promise<Asking>,
): Promise<Map<string, Completeness>> {
  const [{ clients, on, language }, wanted, attributes] = await Promise.all([
    asking,
    loadWanted(db),
    loadAttributes(db),
  ]);
  if (clients.length === 0) return new Map();
  const shares = await loadShares(db, wanted, { clients, on });
  return new Map(
    shares.map(({ client, percent, missing }) => [
      client,
      {
        client,
        percent,
        missing: inOrder(missing.map((at) => wanted[at] as WantedFact)).map((asked) => ({
          fact: asked.fact,
          name: wordsOf(asked.fact, attributes, language).name,
          text: questionOf(asked, attributes, language),
          worth: asked.worth,
        })),
      },
    ]),
  );
}

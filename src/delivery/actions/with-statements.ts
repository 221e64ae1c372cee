/** A letter about a month that is over carries the card's statement: its figures for the words, and all of it as a file. */
import type { Connection } from "../../database/sql.ts";
import type { Clock } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import { readStatement } from "../../loyalty/actions/state-months.ts";
import type { LetterFacts } from "../channels/email/render.ts";

export async function withStatement(
  { db, clock }: { db: Connection; clock: Clock },
  known: LetterFacts,
): Promise<LetterFacts> {
  const month = known.facts["month"];
  if (known.occasionKind !== "month-end" || !known.card || typeof month !== "string") return known;
  try {
    const statement = await readStatement({ db, clock }, { number: known.card.number, month });
    return { ...known, statement };
  } catch (error) {
    // A card that is gone meanwhile has no statement; words that name one then say what they lack.
    if (error instanceof DomainError && error.code === "not_found") return known;
    throw error;
  }
}

/** The same for a batch. */
export async function withStatements(
  desk: { db: Connection; clock: Clock },
  letters: Map<string, LetterFacts>,
): Promise<Map<string, LetterFacts>> {
  const told = new Map<string, LetterFacts>();
  for (const [touch, known] of letters) told.set(touch, await withStatement(desk, known));
  return told;
}

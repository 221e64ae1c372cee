import type { Connection } from "../../database/sql.ts";
import { DomainError } from "../../kernel/errors.ts";
import { toDecimal } from "../../kernel/money.ts";
import {
  countLedger,
  misdatedCard,
  misplacedPosting,
  unbalancedCard,
  unbalancedPosting,
  type Misfit,
} from "../store/verification.ts";

/** Counts what was checked, all of it at one moment. Throws `ledger_broken` naming the first that does not fit. */
export async function verifyLedger(db: Connection): Promise<{ cards: number; postings: number }> {
  if (db.isTransaction) return check(db);
  return db.transaction().setIsolationLevel("repeatable read").execute(check);
}

async function check(db: Connection): Promise<{ cards: number; postings: number }> {
  for (const find of [unbalancedPosting, misplacedPosting, unbalancedCard, misdatedCard]) {
    const misfit = await find(db);
    if (misfit) throw new DomainError("ledger_broken", describe(misfit));
  }
  return countLedger(db);
}

function describe({ subject, problem, is, ought }: Misfit): string {
  const money = (kopecks: string | null) => (kopecks === null ? "nothing" : toDecimal(BigInt(kopecks)));
  switch (problem) {
    case "entries_without_posting":
      return `Posting ${subject}: there are entries of it, but no posting.`;
    case "posting_without_entries":
      return `Posting ${subject}: it has no entries.`;
    case "posting_unbalanced":
      return `Posting ${subject}: its entries sum to ${money(is)}, not to zero.`;
    case "posting_on_wrong_account":
      return `Posting ${subject}: a posting of kind ${ought} cannot book ${is}.`;
    case "card_missing":
      return `Card ${subject}: there are entries or presentations of it, but no card.`;
    case "balance_differs":
      return `Card ${subject}: the stored balance is ${money(is)}, its entries sum to ${money(ought)}.`;
    case "deposit_differs":
      return `Card ${subject}: the stored deposit is ${money(is)}, its entries sum to ${money(ought)}.`;
    case "card_unbalanced":
      return `Card ${subject}: issued, redeemed, burned and the balance differ by ${money(is)}.`;
    case "last_presentation_differs":
      return `Card ${subject}: last presented on ${is} according to the card, on ${ought} according to its presentations.`;
    case "valid_through_differs":
      return `Card ${subject}: valid through ${is} according to the card, through ${ought} by the program's rules.`;
  }
}

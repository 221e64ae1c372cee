/** The first thing in the ledger that does not fit, and how it is told. */
import { toDecimal } from "../kernel/money.ts";
import type { Verification } from "./ledger-contract.ts";

/** As the database finds it: money in kopecks, hashes in hexadecimal. */
export interface Misfit {
  problem: keyof typeof abouts;
  /** The card's number, the posting's id or the sealing's number; `abouts` says which. */
  subject: string;
  is: string | null;
  ought: string | null;
  /** Among the card's seals. */
  position?: number;
  /** The posting concerned and its card, where the subject is something else. */
  posting?: string | null;
  card?: string | null;
  /** The posting as a line of text. */
  reads?: string | null;
}

const abouts = {
  seal_gone: "card",
  posting_gone: "card",
  posting_moved: "card",
  posting_changed: "card",
  sealing_gone: "sealing",
  seals_gone: "sealing",
  sealing_changed: "sealing",
  head_gone: "sealing",
  head_differs: "sealing",
  entries_without_posting: "posting",
  posting_without_entries: "posting",
  posting_unbalanced: "posting",
  posting_on_wrong_account: "posting",
  card_missing: "card",
  balance_differs: "card",
  deposit_differs: "card",
  card_unbalanced: "card",
  last_presentation_differs: "card",
  valid_through_differs: "card",
} as const;

const inMoney = new Set<Misfit["problem"]>([
  "posting_unbalanced",
  "balance_differs",
  "deposit_differs",
  "card_unbalanced",
]);

export function showMisfit(misfit: Misfit): NonNullable<Verification["misfit"]> {
  const { problem, subject, position = null, posting = null, card = null, reads = null } = misfit;
  const about = abouts[problem];
  const show = (value: string | null) =>
    value !== null && inMoney.has(problem) ? toDecimal(BigInt(value)) : value;
  const [is, ought] = [show(misfit.is), show(misfit.ought)];
  return {
    problem,
    card: about === "card" ? subject : card,
    position,
    posting: about === "posting" ? subject : posting,
    sealing: about === "sealing" ? Number(subject) : null,
    is,
    ought,
    reads,
    says: about === "posting" ? sayOfPosting(misfit, is) : say(misfit, is ?? "nothing", ought ?? "nothing"),
  };
}

function sayOfPosting({ problem, subject, is: kind, ought }: Misfit, is: string | null): string {
  switch (problem) {
    case "entries_without_posting":
      return `Posting ${subject}: there are entries of it, but no posting.`;
    case "posting_without_entries":
      return `Posting ${subject}: it has no entries.`;
    case "posting_on_wrong_account":
      return `Posting ${subject}: a posting of kind ${ought} cannot book ${kind}.`;
    default:
      return `Posting ${subject}: its entries sum to ${is}, not to zero.`;
  }
}

function say(misfit: Misfit, is: string, ought: string): string {
  const { problem, subject, position, posting, card, reads } = misfit;
  const place = `Card ${subject}, position ${position}`;
  switch (problem) {
    case "seal_gone":
      return `Card ${subject}, position ${ought}: the seal is gone, the next there is stands at ${is} (posting ${posting}).`;
    case "posting_gone":
      return `${place}: posting ${posting} is gone, its seal ${ought} is there.`;
    case "posting_moved":
      return `${place}: posting ${posting} is booked on card ${is}, it was sealed on this one.`;
    case "posting_changed":
      return `${place}: posting ${posting} does not fit its seal. It reads ${reads}, which makes ${is}; sealed was ${ought}.`;
    case "sealing_gone":
      return `Sealing ${subject}: it is gone.`;
    case "seals_gone":
      return `Sealing ${subject}: it made ${ought} seals, ${is} are there.${
        posting
          ? ` Posting ${posting} of card ${card} was booked before it and has no seal: it may have had one.`
          : ""
      }`;
    case "sealing_changed":
      return `Sealing ${subject}: by its seals and the sealing before it its digest is ${is}, recorded is ${ought}.`;
    case "head_gone":
      return `Sealing ${subject}: it was noted as ${ought}, the last there is has the number ${is}.`;
    case "head_differs":
      return `Sealing ${subject}: its digest is ${is}, it was noted as ${ought}.`;
    default:
      return sayOfCard(misfit, is, ought);
  }
}

function sayOfCard({ problem, subject }: Misfit, is: string, ought: string): string {
  switch (problem) {
    case "balance_differs":
      return `Card ${subject}: the stored balance is ${is}, its entries sum to ${ought}.`;
    case "deposit_differs":
      return `Card ${subject}: the stored deposit is ${is}, its entries sum to ${ought}.`;
    case "card_unbalanced":
      return `Card ${subject}: issued, redeemed, burned and the balance differ by ${is}.`;
    case "last_presentation_differs":
      return `Card ${subject}: last presented on ${is} according to the card, on ${ought} according to its presentations.`;
    case "valid_through_differs":
      return `Card ${subject}: valid through ${is} according to the card, through ${ought} by the program's rules.`;
    default:
      return `Card ${subject}: there are entries or presentations of it, but no card.`;
  }
}

/** The first thing in the ledger that does not fit, and how it is told. */
import { toDecimal } from "../kernel/money.ts";
import type { Verification } from "./ledger-contract.ts";

/** As the database finds it: money in kopecks, hashes in hexadecimal. */
export interface Misfit {
  problem: keyof typeof problems;
  /** The card's number, the posting's id or the sealing's number; `about` says which. */
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

interface Problem {
  about: "card" | "posting" | "sealing";
  inMoney?: true;
  /** What follows the subject. What there is nothing of is empty. */
  says(told: Record<"is" | "ought" | "position" | "posting" | "card" | "reads", string>): string;
}

const problems = {
  seal_gone: {
    about: "card",
    says: ({ ought, is, posting }) =>
      `, position ${ought}: the seal is gone, the next there is stands at ${is} (posting ${posting})`,
  },
  posting_gone: {
    about: "card",
    says: ({ position, posting, ought }) =>
      `, position ${position}: posting ${posting} is gone, its seal ${ought} is there`,
  },
  posting_moved: {
    about: "card",
    says: ({ position, posting, is }) =>
      `, position ${position}: posting ${posting} is booked on card ${is}, it was sealed on this one`,
  },
  posting_changed: {
    about: "card",
    says: ({ position, posting, reads, is, ought }) =>
      `, position ${position}: posting ${posting} does not fit its seal, ${ought}; it reads ${reads}, which makes ${is}`,
  },
  sealing_gone: { about: "sealing", says: () => ": it is gone" },
  seals_gone: {
    about: "sealing",
    says: ({ is, ought, posting, card }) =>
      `: it made ${ought} seals, ${is} are there${
        posting
          ? `; posting ${posting} of card ${card} was booked before it and has no seal, it may have had one`
          : ""
      }`,
  },
  sealing_changed: {
    about: "sealing",
    says: ({ is, ought }) =>
      `: by its seals and the sealing before it its digest is ${is}, recorded is ${ought}`,
  },
  head_gone: {
    about: "sealing",
    says: ({ is, ought }) => `: it was noted as ${ought}, but the last there is has the number ${is}`,
  },
  head_differs: {
    about: "sealing",
    says: ({ is, ought }) => `: its digest is ${is}, it was noted as ${ought}`,
  },
  posting_on_wrong_account: {
    about: "posting",
    says: ({ is, ought }) => `: a posting of kind ${ought} cannot book ${is}`,
  },
  card_missing: {
    about: "card",
    says: () => ": there are entries or presentations of it, but no card",
  },
  balance_differs: {
    about: "card",
    inMoney: true,
    says: ({ is, ought }) => `: the stored balance is ${is}, its entries sum to ${ought}`,
  },
  deposit_differs: {
    about: "card",
    inMoney: true,
    says: ({ is, ought }) => `: the stored deposit is ${is}, its entries sum to ${ought}`,
  },
  card_unbalanced: {
    about: "card",
    inMoney: true,
    says: ({ is }) => `: issued, redeemed, burned and the balance differ by ${is}`,
  },
  last_presentation_differs: {
    about: "card",
    says: ({ is, ought }) =>
      `: last presented on ${is} according to the card, on ${ought} according to its presentations`,
  },
  valid_through_differs: {
    about: "card",
    says: ({ is, ought }) =>
      `: valid through ${is} according to the card, through ${ought} by the program's rules`,
  },
} as const satisfies Record<string, Problem>;

export function showMisfit(misfit: Misfit): NonNullable<Verification["misfit"]> {
  const { problem, subject, position = null, posting = null, card = null, reads = null } = misfit;
  const { about, inMoney, says }: Problem = problems[problem];
  const show = (value: string | null) => (value !== null && inMoney ? toDecimal(BigInt(value)) : value);
  const [is, ought] = [show(misfit.is), show(misfit.ought)];
  const name = { card: "Card", posting: "Posting", sealing: "Sealing" }[about];
  const words = says({
    is: is ?? "nothing",
    ought: ought ?? "nothing",
    position: String(position),
    posting: posting ?? "",
    card: card ?? "",
    reads: reads ?? "",
  });
  return {
    problem,
    card: about === "card" ? subject : card,
    position,
    posting: about === "posting" ? subject : posting,
    sealing: about === "sealing" ? Number(subject) : null,
    is,
    ought,
    reads,
    says: `${name} ${subject}${words}.`,
  };
}

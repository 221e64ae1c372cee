/** Where facts about clients are written down: by whom, and what has to be judged anew because of it. */
import type { Connection, OpenTransaction } from "../database/sql.ts";
import type { Clock } from "../kernel/clock.ts";

export interface ClientDesk {
  db: Connection;
  clock: Clock;
  /** Judges anew what is planned for these clients, in the same transaction; for `days` even if nothing is planned there. */
  replan(
    trx: OpenTransaction,
    request: { clients: readonly string[]; at: Temporal.Instant; days?: readonly Temporal.PlainDate[] },
  ): Promise<void>;
}

/** Who changed something. */
export interface Author {
  staffMember: string | null;
  /** As it stands beside a wish. */
  name: string;
  source: "staff" | "api" | "import";
}

/** One field that changed, or one of several things of a kind. */
export interface Change {
  field: string;
  /** Which contact point, wish or relation. */
  subject?: string;
  /** Null: there was none. */
  before: unknown;
  /** Null: there is none any more. */
  after: unknown;
}

/** A page of a client's line of time: which entries first, then each kind's own facts. */
import type { Reader } from "../../business/reader.ts";
import { liveChains } from "../../chains/store.ts";
import { zoneOfClient } from "../../clients/actions/zone-of-client.ts";
import { inOneGo } from "../../database/in-one-go.ts";
import type { Connection } from "../../database/sql.ts";
import { toDecimal } from "../../kernel/money.ts";
import type { Timeline, TimelineEntry, TimelineKind } from "../client-contract.ts";
import {
  loadConsentEntries,
  loadDealingEntries,
  loadEventEntries,
  loadPlannedTripEntries,
  loadPostingEntries,
  loadPresentationEntries,
  loadTouchEntries,
  loadWishEntries,
  type Wanted,
} from "../store/timeline-entries.ts";
import {
  loadCardEntries,
  loadChangeEntries,
  loadGraceEntries,
  loadImportEntries,
  loadRenewalEntries,
  loadStatementEntries,
} from "../store/timeline-records.ts";
import { loadTimelineKeys } from "../store/timeline-keys.ts";
import type { TimelineKey } from "../timeline.ts";
import { planWords } from "../words.ts";

/** The first page of all kinds where nothing else is asked. */
export interface AskedTimeline {
  kind?: TimelineKind | undefined;
  cursor?: string | undefined;
  limit?: number;
}

/** Throws `client_merged`, `not_found`. */
export async function readTimeline(
  db: Connection,
  reader: Reader | Promise<Reader>,
  asked: AskedTimeline & { client: string },
): Promise<Timeline> {
  const all = inOneGo(db);
  const [{ page, next }, by] = await Promise.all([
    loadTimelineKeys(all, asked),
    reader,
    // Throws where there is no such client.
    zoneOfClient(all, asked.client),
  ]);
  const told = await Promise.all(
    Array.from(
      Map.groupBy(page, ({ kind }) => kind),
      async ([kind, keys]) => {
        const entries = await tellers[kind](all, keys, by);
        return [kind, new Map(entries.map((entry) => [entry.id, entry]))] as const;
      },
    ),
  );
  const entriesOf = new Map<TimelineKind, Map<string, Told>>(told);
  const entries = page.flatMap((key) => {
    const entry = entriesOf.get(key.kind)?.get(key.id);
    return entry ? [placed(entry, key)] : [];
  });
  return { entries, next };
}

/** An entry without its day, which the key has. */
type Told = TimelineEntry extends infer Entry
  ? Entry extends TimelineEntry
    ? Omit<Entry, "on">
    : never
  : never;
type Teller = (db: Connection, wanted: Wanted, reader: Reader) => Promise<Told[]>;

const placed = (entry: Told, key: TimelineKey): TimelineEntry => ({ ...entry, on: key.on.toString() });

const tellers: Record<TimelineKind, Teller> = {
  async touch(db, wanted, reader) {
    const [chains, rows] = await Promise.all([liveChains(db), loadTouchEntries(db, wanted)]);
    const words = planWords(reader, chains);
    return rows.map(({ movedAt, occasionKind, occasionDate, facts, verdicts, ...row }) => ({
      ...row,
      kind: "touch",
      at: movedAt.toString(),
      chainName: words.chainName(row.chain),
      occasion: words.occasion(occasionKind, occasionDate, facts),
      verdicts: words.verdicts(verdicts),
    }));
  },
  async presentation(db, wanted) {
    const rows = await loadPresentationEntries(db, wanted);
    return rows.map((row) => ({ ...row, kind: "presentation", at: null }));
  },
  async dealing(db, wanted) {
    const rows = await loadDealingEntries(db, wanted);
    return rows.map(({ departsOn, returnsOn, price, discount, redeemed, paid, earned, ...row }) => ({
      ...row,
      kind: "dealing",
      at: null,
      departsOn: departsOn?.toString() ?? null,
      returnsOn: returnsOn?.toString() ?? null,
      price: toDecimal(price),
      discount: toDecimal(discount),
      redeemed: toDecimal(redeemed),
      paid: toDecimal(paid),
      earned: toDecimal(earned),
    }));
  },
  async posting(db, wanted) {
    const rows = await loadPostingEntries(db, wanted);
    return rows.map(({ bookedAt, amount, ...row }) => ({
      ...row,
      kind: "posting",
      at: bookedAt.toString(),
      amount: toDecimal(amount),
    }));
  },
  async consent(db, wanted) {
    const rows = await loadConsentEntries(db, wanted);
    return rows.map(({ at, ...row }) => ({ ...row, kind: "consent", at: at.toString() }));
  },
  async wish(db, wanted) {
    const rows = await loadWishEntries(db, wanted);
    return rows.map(({ since, until, endedAt, ...row }) => ({
      ...row,
      kind: "wish",
      at: since.toString(),
      until: until?.toString() ?? null,
      endedAt: endedAt?.toString() ?? null,
    }));
  },
  async planned_trip(db, wanted) {
    const rows = await loadPlannedTripEntries(db, wanted);
    return rows.map(({ startsOn, ...row }) => ({
      ...row,
      kind: "planned_trip",
      at: null,
      startsOn: startsOn.toString(),
    }));
  },
  async event(db, wanted) {
    const rows = await loadEventEntries(db, wanted);
    return rows.map(({ at, ...row }) => ({ ...row, kind: "event", at: at?.toString() ?? null }));
  },
  async card(db, wanted) {
    const rows = await loadCardEntries(db, wanted);
    return rows.map(({ price, ...row }) => ({
      ...row,
      kind: "card",
      at: null,
      price: price === null ? null : toDecimal(price),
    }));
  },
  async renewal(db, wanted) {
    const rows = await loadRenewalEntries(db, wanted);
    return rows.map(({ at, ...row }) => ({ ...row, kind: "renewal", at: at.toString() }));
  },
  async grace(db, wanted) {
    const rows = await loadGraceEntries(db, wanted);
    return rows.map(({ at, through, ...row }) => ({
      ...row,
      kind: "grace",
      at: at.toString(),
      through: through.toString(),
    }));
  },
  async statement(db, wanted) {
    const rows = await loadStatementEntries(db, wanted);
    return rows.map(({ at, ...row }) => ({ ...row, kind: "statement", at: at.toString() }));
  },
  async import(db, wanted) {
    const rows = await loadImportEntries(db, wanted);
    return rows.map(({ at, ...row }) => ({ ...row, kind: "import", at: at.toString() }));
  },
  async change(db, wanted) {
    const rows = await loadChangeEntries(db, wanted);
    return rows.map(({ at, ...row }) => ({ ...row, kind: "change", at: at.toString() }));
  },
};

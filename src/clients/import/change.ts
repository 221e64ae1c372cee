/** What one row of an import made or changed, as it is kept for taking it back. */
import type { SingleFact } from "./facts.ts";
import type { FactChanges, TakenRow } from "./take-row.ts";

/** What is not there was not changed. */
export interface ImportChange {
  /** The client itself was made by this row. */
  made?: true;
  facts?: FactChanges;
  /** Ids. */
  points?: string[];
  consents?: string[];
  wishes?: string[];
  /** Addresses that hold a wish since: kind, value, the wish's id. */
  silenced?: [string, string, string][];
  /** The row's content is known by this key since. */
  key?: string;
}

export function changeOf(
  { isNew, facts, points, consents, wishes }: TakenRow,
  { silenced, key }: { silenced: ImportChange["silenced"]; key: string | undefined },
): ImportChange {
  const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
  return {
    ...(isNew ? { made: true } : {}),
    ...(Object.keys(facts).length > 0 ? { facts } : {}),
    ...(points.length > 0 ? { points: ids(points) } : {}),
    ...(consents.length > 0 ? { consents: ids(consents) } : {}),
    ...(wishes.length > 0 ? { wishes: ids(wishes) } : {}),
    ...(silenced && silenced.length > 0 ? { silenced } : {}),
    ...(key === undefined ? {} : { key }),
  };
}

export interface FactReturn {
  fact: SingleFact;
  to: string;
}

/** What is known of a client when an import is taken back. */
export interface ClientNow {
  facts: Record<SingleFact, string>;
  /** Ids of those that stand as the import left them. */
  untouched: ReadonlySet<string>;
  /** Something hangs on the client that this import did not bring. */
  hasMore: boolean;
}

export interface Undo {
  /** `remove`: the client goes; `restore`: goes back to what was; `keep`: a client of this import that has a life of its own. */
  what: "remove" | "restore" | "keep";
  facts: FactReturn[];
  /** Ids to be removed, of points, consents and wishes. */
  ids: string[];
  silenced: [string, string, string][];
  keys: string[];
  /** Facts, points and wishes that somebody has changed since. */
  kept: number;
  /** The facts among them: what they were, and what the import made of them. */
  overtaken: (FactReturn & { from: string })[];
}

/** `changes` of one client, the newest first. */
export function planUndo(changes: readonly ImportChange[], now: ClientNow): Undo {
  const facts = new Map<SingleFact, string>();
  const since = new Map<SingleFact, { from: string; to: string }>();
  for (const change of changes)
    for (const [fact, [from, to]] of Object.entries(change.facts ?? {}) as [SingleFact, [string, string]][]) {
      const current = facts.get(fact) ?? now.facts[fact];
      if (current === to && !since.has(fact)) facts.set(fact, from);
      else since.set(fact, { from: since.get(fact)?.from ?? to, to: from });
    }
  const brought = changes.flatMap(({ points = [], consents = [], wishes = [] }) => [
    ...points,
    ...consents,
    ...wishes,
  ]);
  const ids = brought.filter((id) => now.untouched.has(id));
  const kept = since.size + brought.length - ids.length;
  const silenced = changes.flatMap((change) => change.silenced ?? []);
  const keys = changes.flatMap(({ key }) => (key === undefined ? [] : [key]));
  if (changes.some(({ made }) => made)) {
    const made = { facts: [], kept: 0, overtaken: [] };
    if (kept > 0 || now.hasMore) return { what: "keep", ids: [], silenced: [], keys: [], ...made };
    return { what: "remove", ids, silenced, keys, ...made };
  }
  const gone = new Set(ids);
  const wishesLeft = new Set(changes.flatMap(({ wishes = [] }) => wishes).filter((id) => !gone.has(id)));
  return {
    what: "restore",
    facts: [...facts].map(([fact, to]) => ({ fact, to })),
    ids,
    // What an address holds for a wish that stays, stays with it.
    silenced: silenced.filter(([, , wish]) => !wishesLeft.has(wish)),
    keys,
    kept,
    overtaken: [...since].map(([fact, change]) => ({ fact, ...change })),
  };
}

/** Segments are saved by name, counted as they are edited, and read as lists of clients. */
import { loadSettings } from "../../business/store.ts";
import { fullName } from "../../clients/person-name.ts";
import type { Connection } from "../../database/sql.ts";
import { dayIn, type Clock } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import type { Conditions, Segment, SegmentClients, SegmentCount } from "../contract.ts";
import {
  countFitting,
  deleteSegment,
  findSegment,
  listFitting,
  listSegments,
  writeSegment,
  type SegmentRow,
} from "../store/segments.ts";

interface Work {
  db: Connection;
  clock: Clock;
}

export async function readSegments(db: Connection): Promise<Segment[]> {
  return (await listSegments(db)).map(toSegment);
}

/** Throws `not_found`. */
export async function readSegment(db: Connection, name: string): Promise<Segment> {
  const found = await findSegment(db, name);
  if (!found) throw noSuchSegment(name);
  return toSegment(found);
}

/** A segment of this name becomes this one. Throws `bad_input` for an empty name. */
export async function saveSegment(
  { db, clock }: Work,
  { name, conditions }: { name: string; conditions: Conditions },
): Promise<Segment> {
  const trimmed = name.trim();
  if (trimmed === "")
    throw new DomainError("bad_input", "name: expected 1 to 100 characters.", { place: { field: "name" } });
  const segment = { name: trimmed, conditions, savedAt: clock.now() };
  await writeSegment(db, segment);
  return toSegment(segment);
}

/** Throws `not_found`. */
export async function dropSegment(db: Connection, name: string): Promise<void> {
  if (!(await deleteSegment(db, name))) throw noSuchSegment(name);
}

export async function countSegment(work: Work, conditions: Conditions): Promise<SegmentCount> {
  return countFitting(work.db, conditions, await asOfNow(work));
}

/** Throws `bad_input` for a cursor of another list. */
export async function listSegment(
  work: Work,
  conditions: Conditions,
  cursor: string | undefined,
): Promise<SegmentClients> {
  const { page, next } = await listFitting(work.db, conditions, { ...(await asOfNow(work)), cursor });
  return { clients: page.map((row) => ({ id: row.id, name: fullName(row) })), next };
}

async function asOfNow({ db, clock }: Work): Promise<{ now: Temporal.Instant; today: Temporal.PlainDate }> {
  const now = clock.now();
  return { now, today: dayIn((await loadSettings(db)).zone, now) };
}

const toSegment = ({ name, conditions, savedAt }: SegmentRow): Segment => ({
  name,
  conditions,
  savedAt: savedAt.toString(),
});

const noSuchSegment = (name: string): DomainError =>
  new DomainError("not_found", `There is no segment ${name}.`, { place: { field: "name" } });

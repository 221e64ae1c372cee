/**
 * A merge taken back: the record is there again with all that was its own. What was wished for stays with both, what
 * happened since stays with the survivor, and what happened on the record's cards is where it always was.
 */
import { loadSettings } from "../../business/store.ts";
import type { OpenTransaction } from "../../database/sql.ts";
import { dayIn } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { inputHash } from "../../kernel/idempotency.ts";
import type { Change, ClientDesk } from "../desk.ts";
import { pointsWithoutGiven } from "../merge/join-points.ts";
import { withoutGiven } from "../merge/join-facts.ts";
import { stricterWords } from "../merge/stricter-words.ts";
import { fullName } from "../person-name.ts";
import { changesBetween, type ProfileFacts } from "../profile-facts.ts";
import { forgetRows, loadPlaces, moveRowsBack } from "../store/belongings.ts";
import { insertChanges } from "../store/changes.ts";
import { loadConsentsUntil } from "../store/consents.ts";
import { loadPoints } from "../store/contact-points.ts";
import { lockAddresses, lockClients } from "../store/creations.ts";
import { loadFacts, loadRecordFacts, updateFacts } from "../store/facts.ts";
import {
  loadMergedInto,
  moveRelationsBack,
  restoreRecord,
  rewriteLookUp,
  setPoints,
  type Way,
} from "../store/merge-rows.ts";
import { dropPlanned, moveTouchesBack } from "../store/merge-touches.ts";
import { reopenWishes, shareWishes, tellWishesApart } from "../store/merge-wishes.ts";
import { findMerged, type MergedRecord } from "../store/merged.ts";
import { sharersOf, silenceAddresses } from "../store/wishes.ts";
import { authorOf, keep, madeBefore } from "./change-client.ts";
import { lookForDuplicates } from "./find-duplicates.ts";
import { takeFrom, type MergeCommand } from "./merge-clients.ts";
import { noSuchClient } from "./no-such-client.ts";
import { withdraw } from "./withdraw-stricter.ts";

/** `client` gives `input.other` back. Returns the unmerging's id. Throws `client_merged`, `idempotency_conflict`, `not_found`, `wrong_state`. */
export const unmergeClient = (
  { db, clock, replan }: ClientDesk,
  { client, key, input }: MergeCommand,
): Promise<string> =>
  db.transaction().execute(async (trx) => {
    // From the survivor to the record.
    const way = { from: client.toLowerCase(), to: input.other.toLowerCase() };
    if ((await lockClients(trx, [way.from])).length === 0) throw await noSuchClient(trx, way.from);
    const hash = inputHash(`unmerge ${way.from}`, input);
    const earlier = await madeBefore(trx, key, hash);
    if (earlier !== undefined) return earlier;
    const merge = await refuseOtherMerge(trx, way);
    const now = clock.now();
    const author = await authorOf(trx, input.staffMember);
    const today = dayIn((await loadSettings(trx)).zone, now);
    await lockAddresses(trx, await loadPoints(trx, [way.from, way.to]));
    const words = await loadConsentsUntil(trx, way.from, now);
    const days = await dropPlanned(trx, way.from, today);
    const { changes, again } = await giveBack(trx, way, { merged: merge.at, today });
    for (const record of await loadMergedInto(trx, way.from))
      changes.push(...(await takeAnew(trx, { from: record, to: way.from })));
    const told = new Map<string, Change[]>([
      [way.from, changes],
      [way.to, again.wishes.map(inForceAgain)],
    ]);
    for (const id of [way.from, way.to]) {
      const own = stricterWords(await loadConsentsUntil(trx, id, now), [words]);
      told.set(id, [...(told.get(id) ?? []), ...(await withdraw(trx, id, own, now))]);
    }
    await silenceAddresses(trx, [way.from, way.to]);
    const unmerging = newId();
    const facts = (await loadFacts(trx, [way.to])).get(way.to) as ProfileFacts;
    const both = [
      { client: way.from, before: { client: way.to, name: fullName(facts) } },
      { client: way.to, before: { into: way.from } },
    ].flatMap(({ client: id, before }) =>
      [{ field: "merge", subject: unmerging, before, after: null }, ...(told.get(id) ?? [])].map(
        (change) => ({ ...change, client: id }),
      ),
    );
    await insertChanges(trx, both, { at: now, author });
    await lookForDuplicates(trx, [way.from, way.to]);
    await keep(trx, { key, inputHash: hash, client: way.from, made: unmerging, at: now });
    const clients = await sharersOf(trx, [...new Set([way.from, way.to, ...again.clients])]);
    await replan(trx, { clients, at: now, days });
    return unmerging;
  });

/** Merges are taken back one by one, the last of a chain first. */
async function refuseOtherMerge(trx: OpenTransaction, { from, to }: Way): Promise<MergedRecord> {
  const merged = await findMerged(trx, to);
  if (!merged || merged.survivor !== from)
    throw new DomainError("wrong_state", `The record ${to} is not merged into this client.`, {
      place: { field: "other" },
    });
  if (merged.into !== from)
    throw new DomainError(
      "wrong_state",
      `The record ${to} was merged into ${merged.into} before that was merged into this client: take that back first.`,
      { place: { field: "other" } },
    );
  return merged;
}

/** What changed in what the survivor knows, and which wishes are in force again, with whom. */
interface GivenBack {
  changes: Change[];
  again: Awaited<ReturnType<typeof reopenWishes>>;
}

const inForceAgain = (wish: string): Change => ({
  field: "wish",
  subject: wish,
  before: { ended: true },
  after: { ended: false },
});

async function giveBack(
  trx: OpenTransaction,
  way: Way,
  days: { merged: Temporal.Instant; today: Temporal.PlainDate },
): Promise<GivenBack> {
  const given = await restoreRecord(trx, way.to);
  const own = (await loadFacts(trx, [way.from])).get(way.from) as ProfileFacts;
  const facts = withoutGiven(own, given);
  const points = pointsWithoutGiven(await loadPoints(trx, [way.from]), given);
  await setPoints(trx, points);
  const changed = changesBetween(own, facts);
  if (changed.length > 0) await updateFacts(trx, [{ client: way.from, facts }]);
  for (const place of await loadPlaces(trx)) await moveRowsBack(trx, place, way);
  await moveTouchesBack(trx, way);
  await moveRelationsBack(trx, way);
  await forgetRows(trx, way.to);
  await optOutTwins(trx, way);
  await rewriteLookUp(trx, [way.from, way.to]);
  await tellWishesApart(trx, way);
  const again = await reopenWishes(trx, way, days);
  await shareWishes(trx, way);
  await shareWishes(trx, { from: way.to, to: way.from });
  return { changes: changed, again };
}

/** What another merged record knows and only this one has hidden until now. */
async function takeAnew(trx: OpenTransaction, way: Way): Promise<Change[]> {
  const own = (await loadFacts(trx, [way.to])).get(way.to) as ProfileFacts;
  return takeFrom(trx, way, { own, other: await loadRecordFacts(trx, way.from) });
}

/** An address that both have, and by which the person asked one of them not to be reached. */
async function optOutTwins(trx: OpenTransaction, { from, to }: Way): Promise<void> {
  const points = await loadPoints(trx, [from, to]);
  const out = points.filter(({ state }) => state === "opted_out");
  const twins = points.filter(
    (point) =>
      point.state !== "opted_out" &&
      out.some(({ kind, value }) => kind === point.kind && value === point.value),
  );
  await setPoints(
    trx,
    twins.map((point) => ({ ...point, state: "opted_out" })),
  );
}

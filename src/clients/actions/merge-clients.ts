/**
 * Two records of one person become one. The survivor gets everything the other has but the cards: those stay under the
 * other's id with all that is booked on them, and are the survivor's. See docs/decisions/0021.
 */
import { loadSettings } from "../../business/store.ts";
import type { OpenTransaction } from "../../database/sql.ts";
import { dayIn } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { inputHash } from "../../kernel/idempotency.ts";
import { badInput } from "../bad-input.ts";
import type { Change, ClientDesk } from "../desk.ts";
import type { MergeRequest } from "../duplicate-contract.ts";
import { joinFacts } from "../merge/join-facts.ts";
import { joinPoints } from "../merge/join-points.ts";
import { stricterWords } from "../merge/stricter-words.ts";
import { fullName } from "../person-name.ts";
import { changesBetween, type ProfileFacts } from "../profile-facts.ts";
import { loadPlaces, moveRows } from "../store/belongings.ts";
import { insertChanges } from "../store/changes.ts";
import { loadConsentsUntil } from "../store/consents.ts";
import { loadPoints } from "../store/contact-points.ts";
import { lockAddresses, lockClients } from "../store/creations.ts";
import { forgetPairsOf } from "../store/duplicates.ts";
import { loadFacts, updateFacts } from "../store/facts.ts";
import {
  addGiven,
  loadTwinPoints,
  moveRelations,
  rewriteLookUp,
  setAside,
  setPoints,
  type Way,
} from "../store/merge-rows.ts";
import { dropPlanned, isUnderWay, moveTouches } from "../store/merge-touches.ts";
import { joinWishes } from "../store/merge-wishes.ts";
import { findMerged } from "../store/merged.ts";
import { sharersOf, silenceAddresses } from "../store/wishes.ts";
import { authorOf, keep, madeBefore } from "./change-client.ts";
import { lookForDuplicates } from "./find-duplicates.ts";
import { noSuchClient } from "./no-such-client.ts";
import { withdraw } from "./withdraw-stricter.ts";

export interface MergeCommand {
  /** Stays. */
  client: string;
  key: string;
  input: MergeRequest;
}

/** Returns the merge's id; merging again what is merged so is that merge. Throws `bad_input`, `client_merged`, `idempotency_conflict`, `not_found`, `wrong_state`. */
export const mergeClients = (
  { db, clock, replan }: ClientDesk,
  { client, key, input }: MergeCommand,
): Promise<string> =>
  db.transaction().execute(async (trx) => {
    const way = { from: input.other.toLowerCase(), to: client.toLowerCase() };
    if (way.from === way.to) throw badInput("other", "another client");
    const there = await lockClients(trx, [way.from, way.to]);
    const hash = inputHash(`merge ${way.to}`, input);
    const earlier = (await madeBefore(trx, key, hash)) ?? (await mergedBefore(trx, way, there));
    if (earlier !== undefined) return earlier;
    if (await isUnderWay(trx, way.from))
      throw new DomainError(
        "wrong_state",
        "A call with this client or a letter to them is under way. Merge when it is over.",
        { place: { field: "other" } },
      );
    const now = clock.now();
    const author = await authorOf(trx, input.staffMember);
    await lockAddresses(trx, await loadPoints(trx, [way.from, way.to]));
    const facts = await loadFacts(trx, [way.from, way.to]);
    const [own, other] = [facts.get(way.to), facts.get(way.from)] as [ProfileFacts, ProfileFacts];
    const words = [await loadConsentsUntil(trx, way.to, now), await loadConsentsUntil(trx, way.from, now)];
    const merge = newId();
    await setAside(trx, { ...way, merge, at: now, staffMember: author.staffMember });
    const days = await dropPlanned(trx, way.from, dayIn((await loadSettings(trx)).zone, now));
    const changedPoints = joinPoints(await loadTwinPoints(trx, way));
    await setPoints(trx, changedPoints.after);
    await addGiven(trx, way.from, changedPoints.changes);
    await joinWishes(trx, way);
    const given = await takeFrom(trx, way, { own, other });
    const joined = await loadConsentsUntil(trx, way.to, now);
    const withdrawn = await withdraw(trx, way.to, stricterWords(joined, words), now);
    await silenceAddresses(trx, [way.to]);
    const record = { client: way.from, name: fullName(other) };
    const told: Change = { field: "merge", subject: merge, before: null, after: record };
    const into = { ...told, after: { into: way.to }, client: way.from };
    const changes = [told, ...given, ...changedPoints.changes, ...withdrawn].map((change) => ({
      ...change,
      client: way.to,
    }));
    await insertChanges(trx, [...changes, into], { at: now, author });
    await forgetPairsOf(trx, [way.from]);
    await lookForDuplicates(trx, [way.to]);
    await keep(trx, { key, inputHash: hash, client: way.to, made: merge, at: now });
    await replan(trx, { clients: await sharersOf(trx, [way.to]), at: now, days });
    return merge;
  });

/** Undefined: both are clients. Throws `client_merged`, `not_found`. */
async function mergedBefore(
  trx: OpenTransaction,
  { from, to }: Way,
  there: readonly string[],
): Promise<string | undefined> {
  if (!there.includes(to)) throw await noSuchClient(trx, to);
  if (there.includes(from)) return undefined;
  const merged = await findMerged(trx, from);
  if (merged?.survivor === to) return merged.merge;
  throw await noSuchClient(trx, from);
}

/** All that the survivor does not have already. Returns what changed in what it knew. */
export async function takeFrom(
  trx: OpenTransaction,
  way: Way,
  { own, other }: { own: ProfileFacts; other: ProfileFacts },
): Promise<Change[]> {
  const facts = joinFacts(own, other);
  const changed = changesBetween(own, facts);
  if (changed.length > 0) await updateFacts(trx, [{ client: way.to, facts }]);
  for (const place of await loadPlaces(trx)) await moveRows(trx, place, way);
  await moveTouches(trx, way);
  await moveRelations(trx, way);
  await rewriteLookUp(trx, [way.from, way.to]);
  await addGiven(trx, way.from, changed);
  return changed;
}

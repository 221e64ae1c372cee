import { loadSettings } from "../../business/store.ts";
import { dayIn } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { inputHash } from "../../kernel/idempotency.ts";
import type { NewClient } from "../change-contract.ts";
import { shownPoint, spelled } from "../contact-point.ts";
import type { ClientDesk } from "../desk.ts";
import { patched, type ProfileFacts } from "../profile-facts.ts";
import { insertChanges } from "../store/changes.ts";
import { insertPoints, type PointRow } from "../store/contact-points.ts";
import { lockAddresses } from "../store/creations.ts";
import { claimExternalId, insertBareClient, loadKnown, updateFacts } from "../store/facts.ts";
import { authorOf, keep, madeBefore } from "./change-client.ts";
import { lookForDuplicates } from "./find-duplicates.ts";

/**
 * Returns the client's id. A record with an address that holds a wish of silence is silent from its first moment.
 * Throws `bad_input`, `external_id_taken`, `idempotency_conflict`.
 */
export const createClient = (
  { db, clock, replan }: ClientDesk,
  { key, input }: { key: string; input: NewClient },
): Promise<string> =>
  db.transaction().execute(async (trx) => {
    const hash = inputHash("client", input);
    const earlier = await madeBefore(trx, key, hash);
    if (earlier !== undefined) return earlier;
    const now = clock.now();
    const { zone, language } = await loadSettings(trx);
    const on = dayIn(zone, now);
    const author = await authorOf(trx, input.staffMember);
    const { externalId, contactPoints = [], ...patch } = input;
    const { facts, changes } = patched(nothingKnown(language), patch, await loadKnown(trx, on));
    const client = newId();
    await insertBareClient(trx, { id: client, language, on });
    await updateFacts(trx, [{ client, facts }]);
    if (externalId !== undefined && !(await claimExternalId(trx, client, externalId.trim())))
      throw new DomainError("external_id_taken", `Another client is known as ${externalId.trim()}.`, {
        place: { field: "externalId" },
      });
    const points = pointsOf(client, contactPoints);
    await lockAddresses(trx, points);
    await insertPoints(trx, points, on);
    const added = points.map((point) => ({
      field: "contactPoint",
      subject: point.id,
      before: null,
      after: shownPoint(point),
    }));
    const born = { field: "client", before: null, after: { externalId: externalId ?? null } };
    await insertChanges(
      trx,
      [born, ...changes, ...added].map((change) => ({ ...change, client })),
      { at: now, author },
    );
    await lookForDuplicates(trx, [client]);
    await keep(trx, { key, inputHash: hash, client, made: client, at: now });
    await replan(trx, { clients: [client], at: now });
    return client;
  });

export const nothingKnown = (language: ProfileFacts["language"]): ProfileFacts => ({
  familyName: "",
  givenName: "",
  patronymic: "",
  sex: null,
  birthday: null,
  language,
  zone: null,
  homeOffice: null,
  statementOffice: null,
  hours: null,
  preferredChannel: null,
  deceasedOn: null,
  attributes: {},
  tags: [],
});

/** Each address once, in its one spelling. Throws `bad_input`. */
export function pointsOf(client: string, given: NonNullable<NewClient["contactPoints"]>): PointRow[] {
  const points = new Map<string, PointRow>();
  for (const { kind, value: text } of given) {
    const { value, extension } = spelled(kind, text);
    points.set(`${kind}:${value}`, { client, id: newId(), kind, value, extension, state: "unverified" });
  }
  return [...points.values()];
}

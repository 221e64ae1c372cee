/** A client's facts as their page shows them. Throws `client_merged`, `not_found`. */
import { inOneGo } from "../../database/in-one-go.ts";
import type { Connection } from "../../database/sql.ts";
import { isInForce } from "../allowance.ts";
import type { Profile } from "../contract.ts";
import { fullName } from "../person-name.ts";
import { versionOf } from "../profile-facts.ts";
import { loadFacts } from "../store/facts.ts";
import { loadZones } from "../store/zones.ts";
import { loadRelations } from "../store/relations.ts";
import { loadClient, loadConsents, loadContactPoints, loadWishes, type ClientRow } from "../store/profile.ts";
import { noSuchClient } from "./no-such-client.ts";

export async function readProfile(
  db: Connection,
  { id, now }: { id: string; now: Temporal.Instant },
): Promise<Profile> {
  return tellProfile(await loadProfile(db, id), now);
}

export async function loadProfile(db: Connection, id: string) {
  const all = inOneGo(db);
  const [row, factsOf, zones, relations, points, consents, wishes] = await Promise.all([
    loadClient(all, id),
    loadFacts(all, [id]),
    loadZones(all, [id]),
    loadRelations(all, id),
    loadContactPoints(all, id),
    loadConsents(all, id),
    loadWishes(all, id),
  ]);
  const facts = row && factsOf.get(row.id);
  const localZone = row && zones.get(row.id);
  if (!facts || !localZone) throw await noSuchClient(db, id);
  return { row, facts, localZone, relations, points, consents, wishes };
}

type Loaded = Awaited<ReturnType<typeof loadProfile>>;

export function tellProfile(
  { row, facts, localZone, relations, points, consents, wishes }: Loaded,
  now: Temporal.Instant,
): Profile {
  const local = now.toZonedDateTimeISO(localZone.zone);
  return {
    ...person(row),
    version: versionOf(facts),
    attributes: facts.attributes,
    tags: facts.tags,
    relations: relations.map(({ id: relation, kind, other, words, since, ...name }) => ({
      id: relation,
      kind,
      other: { id: other, name: fullName(name) },
      words,
      since: since.toString(),
    })),
    localZone,
    localTime: local.toPlainTime().toString({ smallestUnit: "minute" }),
    contactPoints: points.map((point) => ({ ...point, since: point.since.toString() })),
    consents: consents.map((consent) => ({ ...consent, at: consent.at.toString() })),
    wishes: wishes.map(({ since, until, endedAt, ...wish }) => ({
      ...wish,
      since: since.toString(),
      until: until?.toString() ?? null,
      endedAt: endedAt?.toString() ?? null,
      inForce: isInForce({ since, until, endedAt }, now, local.toPlainDate()),
    })),
  };
}

function person(
  row: ClientRow,
): Omit<
  Profile,
  | "version"
  | "attributes"
  | "tags"
  | "relations"
  | "localZone"
  | "localTime"
  | "contactPoints"
  | "consents"
  | "wishes"
> {
  const { id, externalId, familyName, givenName, patronymic, sex, language, zone } = row;
  const minute = { smallestUnit: "minute" } as const;
  return {
    id,
    externalId,
    familyName,
    givenName,
    patronymic,
    sex,
    language,
    zone,
    name: fullName(row),
    birthday:
      row.birthdayMonth === null || row.birthdayDay === null
        ? null
        : { month: row.birthdayMonth, day: row.birthdayDay, year: row.birthdayYear },
    homeOffice:
      row.officeId === null || row.officeName === null || row.officeCity === null
        ? null
        : { id: row.officeId, name: row.officeName, city: row.officeCity },
    statementOffice:
      row.statementOfficeId === null || row.statementOfficeName === null
        ? null
        : { id: row.statementOfficeId, name: row.statementOfficeName },
    hours:
      row.hoursFrom === null || row.hoursTo === null
        ? null
        : { from: row.hoursFrom.toString(minute), to: row.hoursTo.toString(minute) },
    preferredChannel: row.preferredChannel,
    deceasedOn: row.deceasedOn?.toString() ?? null,
    stoppedOn: row.stoppedOn?.toString() ?? null,
    erasedOn: row.erasedOn?.toString() ?? null,
    createdOn: row.createdOn.toString(),
  };
}

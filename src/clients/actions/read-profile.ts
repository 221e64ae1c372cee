/** A client's facts as their page shows them. Throws `not_found`. */
import type { Connection } from "../../database/sql.ts";
import type { Profile, Wish } from "../contract.ts";
import { noSuchClient } from "../no-such-client.ts";
import { fullName } from "../person-name.ts";
import { loadClient, loadConsents, loadContactPoints, loadWishes, type ClientRow } from "../store/profile.ts";

export async function readProfile(
  db: Connection,
  { id, now, businessZone }: { id: string; now: Temporal.Instant; businessZone: string },
): Promise<Profile> {
  const row = await loadClient(db, id);
  if (!row) throw noSuchClient();
  const points = await loadContactPoints(db, id);
  const consents = await loadConsents(db, id);
  const wishes = await loadWishes(db, id);
  const local = now.toZonedDateTimeISO(row.zone ?? row.officeZone ?? businessZone);
  return {
    ...person(row),
    localTime: local.toPlainTime().toString({ smallestUnit: "minute" }),
    contactPoints: points.map((point) => ({ ...point, since: point.since.toString() })),
    consents: consents.map((consent) => ({ ...consent, at: consent.at.toString() })),
    wishes: wishes.map(({ since, until, endedAt, ...wish }) => ({
      ...wish,
      since: since.toString(),
      until: until?.toString() ?? null,
      endedAt: endedAt?.toString() ?? null,
      inForce: isInForce({ until, endedAt }, now, local.toPlainDate()),
    })),
  };
}

/** `until` is the last day of the wish. */
function isInForce(
  wish: { until: Temporal.PlainDate | null; endedAt: Temporal.Instant | null },
  now: Temporal.Instant,
  today: Temporal.PlainDate,
): Wish["inForce"] {
  const ended = wish.endedAt !== null && Temporal.Instant.compare(wish.endedAt, now) <= 0;
  return !ended && (wish.until === null || Temporal.PlainDate.compare(today, wish.until) <= 0);
}

function person(row: ClientRow): Omit<Profile, "localTime" | "contactPoints" | "consents" | "wishes"> {
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
    hours:
      row.hoursFrom === null || row.hoursTo === null
        ? null
        : { from: row.hoursFrom.toString(minute), to: row.hoursTo.toString(minute) },
    deceasedOn: row.deceasedOn?.toString() ?? null,
    createdOn: row.createdOn.toString(),
  };
}

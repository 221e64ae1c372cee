/**
 * Whose row is this? By outside id; else by a row with the same content that came before; else by a phone or an e-mail
 * together with a name that does not contradict; else it is somebody new.
 */
import { birthdayText, type RowFacts } from "./facts.ts";
import type { Directory, KnownClient } from "./known-client.ts";
import { relate } from "./names.ts";

export interface Recognised {
  /** Undefined: somebody new. */
  client: KnownClient | undefined;
  /** Several would fit as well. */
  ambiguous: boolean;
  /** Addresses of the row that belong to somebody whose name is another. */
  shared: { key: string; owner: KnownClient }[];
}

export function recognise(row: RowFacts, directory: Directory): Recognised {
  const [contentKey = "", ...otherKeys] = row.keys;
  const certain =
    (row.externalId === "" ? undefined : directory.get(`id:${row.externalId}`)?.[0]) ??
    directory.get(contentKey)?.[0];
  if (certain) return { client: certain, ambiguous: false, shared: [] };
  const owners = new Map<KnownClient, number>();
  const shared: Recognised["shared"] = [];
  for (const key of otherKeys) {
    if (key.startsWith("id:")) continue;
    for (const owner of directory.get(key) ?? []) {
      if (mayBe(row, owner)) owners.set(owner, (owners.get(owner) ?? 0) + 1);
      else if (!shared.some((found) => found.owner === owner)) shared.push({ key, owner });
    }
  }
  const scored = [...owners]
    .map(([owner, addresses]) => ({ owner, score: likeness(row, owner) + addresses }))
    .sort((a, b) => b.score - a.score || (a.owner.id < b.owner.id ? -1 : 1));
  const [best, second] = scored;
  if (!best) return { client: undefined, ambiguous: false, shared };
  // Without a name nobody is chosen among several who share the address.
  if (second && isNameless(row) && !isNameless(best.owner))
    return { client: undefined, ambiguous: false, shared };
  return { client: best.owner, ambiguous: second !== undefined && second.score === best.score, shared };
}

type Named = Pick<RowFacts, "familyName" | "givenName" | "patronymic">;

const isNameless = ({ familyName, givenName }: Named): boolean => familyName === "" && givenName === "";

function mayBe(row: RowFacts, client: KnownClient): boolean {
  if (row.externalId !== "" && client.externalId !== "" && row.externalId !== client.externalId) return false;
  if (isNameless(row) || isNameless(client)) return true;
  const family = relate(row.familyName, client.familyName);
  const given = relate(row.givenName, client.givenName);
  const patronymic = relate(row.patronymic, client.patronymic);
  if (family === "different" || given === "different" || patronymic === "different") return false;
  // Only a patronymic in common, or a family name of somebody whose given name nobody has told, says too little.
  return given === "same" || (family === "same" && given !== "unknown");
}

function likeness(row: RowFacts, client: KnownClient): number {
  let score = 0;
  if (relate(row.givenName, client.givenName) === "same") score += 4;
  if (relate(row.familyName, client.familyName) === "same") score += 4;
  if (relate(row.patronymic, client.patronymic) === "same") score += 2;
  if (isNameless(row) && isNameless(client)) score += 8;
  if (row.birthday && client.birthday) {
    const same = birthdayText(row.birthday).slice(-5) === birthdayText(client.birthday).slice(-5);
    score += same ? 4 : -4;
  }
  return score;
}

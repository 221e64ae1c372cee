/** Tells whether a client still is what the row that made it said. */
import { birthdayText, type WhoFacts } from "./facts.ts";
import { twoHashesOf } from "./hash.ts";

/** A whole number of 53 bits. `addresses` are keys, in any order. */
export function madeAs(who: WhoFacts, addresses: Iterable<string>): number {
  const { externalId, familyName, givenName, patronymic, sex, birthday, homeOffice } = who;
  const day = birthday ? birthdayText(birthday) : "";
  const text = `${externalId}\n${familyName}\n${givenName}\n${patronymic}\n${sex ?? ""}\n${day}\n${homeOffice ?? ""}\n${[...addresses].sort().join("\n")}`;
  const [high, low] = twoHashesOf(1, 2, text);
  return high * 2 ** 21 + (low >>> 11);
}

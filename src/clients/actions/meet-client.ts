import { loadSettings } from "../../business/store.ts";
import type { OpenTransaction } from "../../database/sql.ts";
import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { toEmail, toPhone } from "../address.ts";
import type { Newcomer } from "../newcomer-contract.ts";
import {
  findByAddress,
  insertConsents,
  insertNewcomer,
  lockAddress,
  type Address,
} from "../store/newcomers.ts";
import { lookForDuplicates } from "./find-duplicates.ts";
import { refuseChannelOfProcessing } from "./record-consents.ts";

export interface Meeting {
  /** YYYY-MM-DD, in the calendar of the place. */
  today: string;
  now: Temporal.Instant;
  office: string | null;
  /** How a consent was given, where there is one. */
  how: string;
}

/**
 * The client this person is: made now, or found by phone, or by e-mail where no phone is given. What is known of a found
 * one stays as it is; a consent is evidence and is added to either. Throws `bad_input`.
 */
export async function meetClient(trx: OpenTransaction, person: Newcomer, meeting: Meeting): Promise<string> {
  const addresses = addressesOf(person);
  const [first] = addresses;
  if (first) await lockAddress(trx, first);
  const known = first && (await findByAddress(trx, first, person.givenName.trim()));
  const id = known ?? newId();
  if (known === undefined) {
    const { language } = await loadSettings(trx);
    const client = {
      id,
      givenName: person.givenName.trim(),
      familyName: person.familyName?.trim() ?? "",
      language,
      homeOfficeId: meeting.office,
      createdOn: meeting.today,
    };
    await insertNewcomer(
      trx,
      client,
      addresses.map((address) => ({ ...address, id: newId() })),
    );
    await lookForDuplicates(trx, [id]);
  }
  if (person.consent) {
    const { wordingVersion, given, at } = person.consent;
    given.forEach(refuseChannelOfProcessing);
    const consents = given.map(({ purpose, channel = "any", ...own }) => ({
      id: newId(),
      purpose,
      channel,
      wordingVersion: own.wordingVersion ?? wordingVersion,
    }));
    const evidence = { at: momentOf(at, meeting.now), how: meeting.how };
    await insertConsents(trx, id, consents, evidence);
  }
  return id;
}

function addressesOf({ phone, email }: Newcomer): Address[] {
  const addresses: Address[] = [];
  if (phone !== undefined)
    addresses.push({
      kind: "phone",
      value: toPhone(phone) ?? refuse("phone", "a phone number such as +7 912 345-67-89"),
    });
  if (email !== undefined)
    addresses.push({ kind: "email", value: toEmail(email) ?? refuse("email", "an e-mail address") });
  return addresses;
}

function momentOf(at: string | undefined, now: Temporal.Instant): string {
  if (at === undefined) return now.toString();
  const moment = Temporal.Instant.from(at);
  return Temporal.Instant.compare(moment, now) <= 0
    ? moment.toString()
    : refuse("consent.at", "a moment that has passed");
}

function refuse(field: string, expected: string): never {
  const place = { field: `bearerNew.${field}` };
  throw new DomainError("bad_input", `${place.field}: expected ${expected}.`, { place });
}

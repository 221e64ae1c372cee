/** By the link of a letter its reader withdraws the consent it was sent by. Twice is once. */
import { loadSettings } from "../../business/store.ts";
import { recordConsents } from "../../clients/actions/record-consents.ts";
import { wordOn } from "../../clients/allowance.ts";
import type { ClientDesk } from "../../clients/desk.ts";
import { loadConsentsUntil } from "../../clients/store/consents.ts";
import { loadSurvivors } from "../../clients/store/merged.ts";
import { DomainError } from "../../kernel/errors.ts";
import type { Stop } from "../stop-contract.ts";
import { readToken, type StoppedBy } from "../stop-link.ts";

export interface StopDesk extends ClientDesk {
  /** What links are signed with. */
  secret: string;
}

/** What the link stops, and whether it has. Throws `not_found`. */
export async function readStop(desk: StopDesk, token: string): Promise<Stop> {
  const found = await linkOf(desk, token);
  return showStop(desk, found);
}

/** Throws `not_found`. */
export async function stopLetters(desk: StopDesk, token: string): Promise<Stop> {
  const found = await linkOf(desk, token);
  const { language } = await loadSettings(desk.db);
  if (!(await isStopped(desk, found)))
    await recordConsents(desk, {
      client: found.client,
      input: {
        consents: [{ purpose: found.stops, channel: "email", given: false }],
        how: { ru: "ссылка в письме", en: "link in a letter" }[language],
        wordingVersion: `touch ${found.touch}`,
      },
    }).catch(unlessGone);
  return showStop(desk, found);
}

async function linkOf({ db, secret }: StopDesk, token: string): Promise<StoppedBy> {
  const found = readToken(token, secret);
  if (!found) throw new DomainError("not_found", "No letter has this link.", { place: { field: "token" } });
  const survivor = (await loadSurvivors(db, [found.client])).get(found.client);
  return survivor === undefined ? found : { ...found, client: survivor };
}

async function showStop(desk: StopDesk, found: StoppedBy): Promise<Stop> {
  const { name: business } = await loadSettings(desk.db);
  return { business, stops: found.stops, isStopped: await isStopped(desk, found) };
}

async function isStopped({ db, clock }: StopDesk, { client, stops }: StoppedBy): Promise<boolean> {
  const said = await loadConsentsUntil(db, client, clock.now());
  return wordOn(said, stops, "email")?.given !== true;
}

/** Nobody writes to a client who is erased. */
function unlessGone(error: unknown): null {
  if (error instanceof DomainError && error.code === "not_found") return null;
  throw error;
}

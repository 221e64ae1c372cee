/** What did this client allow on that day? Throws `bad_input`, `not_found`. */
import { dayIn } from "../../kernel/clock.ts";
import { allowance, isInForce, wordOn } from "../allowance.ts";
import { badInput } from "../bad-input.ts";
import type { Allowed } from "../change-contract.ts";
import type { ClientDesk } from "../desk.ts";
import { isInForceOn } from "../demand.ts";
import { loadConsentsUntil } from "../store/consents.ts";
import { demandsOf } from "../store/demands.ts";
import { loadWishes } from "../store/profile.ts";
import { zoneOfClient } from "./zone-of-client.ts";

export async function readAllowed(
  { db, clock }: Pick<ClientDesk, "db" | "clock">,
  { client, on }: { client: string; on: Temporal.PlainDate | undefined },
): Promise<Allowed> {
  const now = clock.now();
  const zone = await zoneOfClient(db, client);
  const today = dayIn(zone, now);
  const day = on ?? today;
  if (Temporal.PlainDate.compare(day, today) > 0) throw badInput("on", "a day that has come");
  const at = day.equals(today) ? now : endOf(day, zone);
  const said = await loadConsentsUntil(db, client, at);
  const wishes = (await loadWishes(db, client)).filter((wish) => isInForce(wish, at, day));
  const word = wordOn(said, "processing", "any");
  const demand = (await demandsOf(db, client)).find((one) => isInForceOn(one, day, at));
  return {
    on: day.toString(),
    at: at.toString(),
    allowed: allowance(said, wishes),
    processing: {
      allowed: word?.given === true && demand === undefined,
      consent: word?.id ?? null,
      demand: demand?.id ?? null,
    },
    consents: said.map((word) => ({ ...word, at: word.at.toString() })),
    wishes: wishes.map(({ id, scope, channel, since, until, endedAt, heldBy }) => ({
      id,
      scope,
      channel,
      since: since.toString(),
      until: until?.toString() ?? null,
      endedAt: endedAt?.toString() ?? null,
      heldBy,
    })),
  };
}

const endOf = (day: Temporal.PlainDate, zone: string): Temporal.Instant =>
  day.add({ days: 1 }).toZonedDateTime(zone).toInstant().subtract({ nanoseconds: 1 });

/**
 * Events that another system tells us of, one or many: each once, whatever happens to the request. What hangs on them is
 * planned anew before they are committed.
 */
import { lockPeople } from "../../clients/store.ts";
import { lockClients } from "../../clients/store/creations.ts";
import { loadZones } from "../../clients/store/zones.ts";
import type { ClientDesk } from "../../clients/desk.ts";
import { noSuchClient } from "../../clients/actions/no-such-client.ts";
import type { OpenTransaction } from "../../database/sql.ts";
import { assert } from "../../kernel/assert.ts";
import { DomainError } from "../../kernel/errors.ts";
import { keyConflict } from "../../kernel/idempotency.ts";
import { newId } from "../../kernel/ids.ts";
import type { Language } from "../../kernel/language.ts";
import { sayRefusal } from "../../kernel/refusal-words.ts";
import { isSame, placed, readEvent, type ToldEvent } from "../event.ts";
import type { Event, Events, NewEvent, RecordedEvents } from "../event-contract.ts";
import { insertEvents, loadEventsByKey, type EventRow } from "../store/events.ts";

/** Throws `bad_input`, `client_merged`, `idempotency_conflict`, `not_found`. */
export const recordEvent = (
  { db, clock, replan }: ClientDesk,
  request: { client: string; key: string; event: NewEvent },
): Promise<Event> =>
  db.transaction().execute(async (trx) => {
    const now = clock.now();
    const client = request.client.toLowerCase();
    const event = readEvent(request.event, now);
    const [there] = await lockClients(trx, [client]);
    if (there === undefined) throw await noSuchClient(trx, client);
    const book = await openBook(trx, [{ client, key: request.key }], now);
    const { row, isNew } = book.keep(client, request.key, event);
    if (isNew) {
      await insertEvents(trx, [row]);
      await replan(trx, { clients: [client], at: now });
    }
    return {
      id: row.id,
      client,
      name: row.name,
      on: row.on.toString(),
      at: row.at?.toString() ?? null,
      facts: row.facts,
      recordedAt: row.recordedAt.toString(),
    };
  });

type Answer = RecordedEvents["events"][number];

/** By the ids the other system knows clients by. What does not fit is refused with its reason in this language, the others go on. */
export const recordEvents = (
  { db, clock, replan }: ClientDesk,
  { events }: Events,
  language: Language,
): Promise<RecordedEvents> =>
  db.transaction().execute(async (trx) => {
    const now = clock.now();
    const found = await lockPeople(
      trx,
      events.map(({ externalId }) => externalId.trim()),
    );
    const clientOf = ({ externalId }: { externalId: string }) => found.get(externalId.trim())?.clientId;
    const asked = events.flatMap((event) => {
      const client = clientOf(event);
      return client === undefined ? [] : [{ client, key: event.key }];
    });
    const book = await openBook(trx, asked, now);
    const made: EventRow[] = [];
    const answers = events.map((event): Answer => {
      const { externalId, key } = event;
      try {
        const told = readEvent(event, now);
        const client = clientOf(event);
        if (client === undefined)
          throw new DomainError("not_found", `There is no client known as ${externalId}.`, {
            place: { field: "externalId" },
          });
        const { row, isNew } = book.keep(client, key, told);
        if (isNew) made.push(row);
        return {
          externalId,
          key,
          id: row.id,
          outcome: isNew ? "recorded" : "known",
          detail: null,
          field: null,
        };
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        const field = error.code === "idempotency_conflict" ? "key" : (error.place.field ?? null);
        return { externalId, key, id: null, outcome: "refused", detail: sayRefusal(error, language), field };
      }
    });
    await insertEvents(trx, made);
    if (made.length > 0)
      await replan(trx, { clients: [...new Set(made.map(({ client }) => client))], at: now });
    return { events: answers };
  });

interface Book {
  /** Throws `idempotency_conflict`. */
  keep(client: string, key: string, event: ToldEvent): { row: EventRow; isNew: boolean };
}

/** Of locked clients: nobody else records an event of theirs meanwhile. */
async function openBook(
  trx: OpenTransaction,
  asked: readonly { client: string; key: string }[],
  now: Temporal.Instant,
): Promise<Book> {
  const zones = await loadZones(
    trx,
    asked.map(({ client }) => client),
  );
  const kept = new Map((await loadEventsByKey(trx, asked)).map((row) => [`${row.client} ${row.key}`, row]));
  return {
    keep(client, key, event) {
      const before = kept.get(`${client} ${key}`);
      if (before && !isSame(before, event)) throw keyConflict(key, "event");
      if (before) return { row: before, isNew: false };
      const zone = zones.get(client)?.zone;
      assert(zone !== undefined, "a locked client is there");
      const { name, facts } = event;
      const row = { client, id: newId(), name, facts, key, ...placed(event, { zone, now }), recordedAt: now };
      kept.set(`${client} ${key}`, row);
      return { row, isNew: true };
    },
  };
}

/** A manager's notes on a client, and own reminders: events like any other, so that etiquette judges the touches they make. */
import { loadSettings } from "../../business/store.ts";
import { badInput } from "../../clients/bad-input.ts";
import { authorOf, changeClient, type ChangeRequest } from "../../clients/actions/change-client.ts";
import type { ClientDesk } from "../../clients/desk.ts";
import { fullName } from "../../clients/person-name.ts";
import { recordEvent } from "../../dealings/actions/record-events.ts";
import { dayIn } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import type { Language } from "../../kernel/language.ts";
import { nameRule } from "../../planning/verdict-words.ts";
import { reminderEvent } from "../../planning/occasions/named-event.ts";
import type { NewNote, NewReminder, Reminders } from "../contract.ts";
import { loadReminders } from "../store/reminders.ts";

/** Stands in the client's history, with who wrote it. Returns its id. Throws `not_found`, `idempotency_conflict`. */
export const writeNote = (desk: ClientDesk, request: ChangeRequest<NewNote>): Promise<string | null> =>
  changeClient(desk, request, { name: "note" }, ({ input }) => {
    const id = newId();
    const change = { field: "note", subject: id, before: null, after: input.words.trim() };
    return Promise.resolve({ made: id, changes: [change] });
  });

/** Returns its id. Throws `bad_input` for a day that has passed, `not_found`, `idempotency_conflict`. */
export async function remind(
  desk: ClientDesk,
  { client, key, input }: { client: string; key: string; input: NewReminder },
): Promise<string> {
  const { zone } = await loadSettings(desk.db);
  const on = Temporal.PlainDate.from(input.on);
  if (Temporal.PlainDate.compare(on, dayIn(zone, desk.clock.now())) < 0)
    throw badInput("on", "a day to come");
  const { name } = await desk.db.transaction().execute((trx) => authorOf(trx, input.staffMember));
  const facts = { words: input.words.trim(), staffMember: input.staffMember, staffName: name };
  const event = { name: reminderEvent, on: input.on, facts };
  return (await recordEvent(desk, { client, key, event })).id;
}

/** Of the last week and those to come. */
export async function readReminders(
  { db, clock }: Pick<ClientDesk, "db" | "clock">,
  { staffMember, language }: { staffMember: string | undefined; language: Language },
): Promise<Reminders> {
  const today = dayIn((await loadSettings(db)).zone, clock.now());
  const rows = staffMember === undefined ? [] : await loadReminders(db, { staffMember, today });
  return {
    today: today.toString(),
    reminders: rows.map(({ familyName, givenName, patronymic, rule, on, ...row }) => ({
      ...row,
      on: on.toString(),
      name: fullName({ familyName, givenName, patronymic }),
      why: rule === null ? null : nameRule(rule, language),
    })),
  };
}

/** What people do between two looks at the clock. */
import { sql } from "../../src/database/sql.ts";
import { buy, sayConsent, zones, type Stage } from "./founding.ts";
import type { Person } from "./world.ts";

/** One time in so many something of the kind happens to a person at a look. */
export async function live(stage: Stage, person: Person): Promise<void> {
  const { dice } = stage;
  if (!dice.chance(12) || person.deceasedAt) return;
  const deed = dice.weighted({
    present: 14,
    purchase: 14,
    late: 8,
    refund: 6,
    deposit: 5,
    trip: 14,
    wish: 12,
    endWish: 8,
    consent: 10,
    birthday: 6,
    move: 6,
    death: 2,
  });
  await deeds[deed](stage, person);
}

const today = ({ clock }: Stage, zone: string): Temporal.PlainDate =>
  clock.now().toZonedDateTimeISO(zone).toPlainDate();

const deeds = {
  present: async (stage: Stage, { card }: Person) => {
    if (!card) return;
    const { status } = await stage.program.ask("POST", `/cards/${card.number}/presentations`, {
      bearer: stage.dice.pick(["owner", "unnamed"]),
    });
    if (status === 200) card.presentedOn.push(today(stage, card.zone));
  },
  purchase: async (stage: Stage, person: Person) => {
    await buy(stage, person, undefined);
  },
  late: async (stage: Stage, person: Person) => {
    const { dice } = stage;
    if (!person.card) return;
    const on = today(stage, person.card.zone).subtract({ days: dice.between(1, 20) });
    const sold = person.card.presentedOn[0];
    if (sold && Temporal.PlainDate.compare(on, sold) >= 0) await buy(stage, person, on);
  },
  refund: async ({ program }: Stage, { card }: Person) => {
    const purchase = card?.purchases.find(({ refunded }) => !refunded);
    if (!card || !purchase) return;
    const { status } = await program.ask("POST", `/cards/${card.number}/refunds`, { purchase: purchase.id });
    if (status === 200) purchase.refunded = true;
  },
  deposit: async ({ program, dice }: Stage, { card }: Person) => {
    if (!card) return;
    const sum = dice.between(100, 5_000);
    const { status } = await program.ask("POST", `/cards/${card.number}/top-ups`, { amount: `${sum}.00` });
    if (status === 200) card.deposit += BigInt(sum) * 100n;
  },
  trip: async (stage: Stage, { id }: Person) => {
    const { db, dice } = stage;
    const returns = today(stage, "UTC").add({ days: dice.between(-3, 5) });
    await sql`
      insert into dealing (client_id, id, kind, happened_on, departs_on, returns_on, destination, price)
      values (${id}, ${dice.id(20_000 as never)}, 'trip', ${returns.subtract({ days: 30 }).toString()}::text::date,
        ${returns.subtract({ days: 10 }).toString()}::text::date, ${returns.toString()}::text::date, 'Пхукет', 9000000)`.execute(
      db,
    );
  },
  wish: async ({ program, dice, clock }: Stage, person: Person) => {
    const scope = dice.pick(["everything", "advertising", "channel"] as const);
    const channel = scope === "channel" ? dice.pick(["email", "call"] as const) : undefined;
    const { status, body } = await program.ask("POST", `/clients/${person.id}/wishes`, {
      scope,
      ...(channel ? { channel } : {}),
      words: "не беспокоить",
    });
    if (status !== 200) throw new Error(JSON.stringify(body));
    person.wishes.push({ id: String(body["id"]), scope, channel, at: clock.now(), endedAt: undefined });
  },
  endWish: async ({ program, clock }: Stage, person: Person) => {
    const wish = person.wishes.find(({ id, endedAt }) => id !== "" && endedAt === undefined);
    if (!wish) return;
    const { status } = await program.ask("POST", `/clients/${person.id}/wishes/${wish.id}/end`, {
      words: "можно снова",
    });
    if (status === 200) wish.endedAt = clock.now();
  },
  consent: async (stage: Stage, person: Person) => {
    const { dice } = stage;
    await sayConsent(stage, person, {
      purpose: dice.pick(["contact", "advertising"]),
      channel: dice.pick(["any", "email"]),
      given: dice.chance(50),
    });
  },
  birthday: async (stage: Stage, person: Person) => {
    const on = today(stage, "UTC").add({ days: stage.dice.between(-1, 3) });
    const birthday = { month: on.month, day: on.day };
    const { status } = await stage.program.ask("PATCH", `/clients/${person.id}`, { birthday });
    if (status !== 200) return;
    person.earlierBirthdays.push({ ...person.birthday, until: stage.clock.now() });
    person.birthday = birthday;
    const now = stage.clock.now();
    person.correctedOn.push(
      ...[-1, 0, 1].map((days) => now.toZonedDateTimeISO("UTC").add({ days }).toPlainDate().toString()),
    );
  },
  move: async (stage: Stage, person: Person) => {
    const zone = stage.dice.pick(zones);
    const { status } = await stage.program.ask("PATCH", `/clients/${person.id}`, { zone });
    if (status !== 200) return;
    person.earlierZones.push({ until: stage.clock.now(), zone: person.zone ?? person.officeZone });
    person.zone = zone;
  },
  death: async (stage: Stage, person: Person) => {
    const { status } = await stage.program.ask("PATCH", `/clients/${person.id}`, {
      deceasedOn: today(stage, "UTC").subtract({ days: 1 }).toString(),
    });
    if (status === 200) person.deceasedAt = stage.clock.now();
  },
};

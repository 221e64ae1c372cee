/** What people do between two looks at the clock. */
import { sql, type Connection } from "../../src/database/sql.ts";
import type { Dice } from "../../src/demo/dice.ts";
import { buy, sayConsent } from "./founding.ts";
import type { Program } from "./program.ts";
import type { Person, SimulatedClock } from "./world.ts";

interface Moment {
  db: Connection;
  program: Program;
  clock: SimulatedClock;
  dice: Dice;
}

/** One time in so many something of the kind happens to a person at a look. */
export async function live(moment: Moment, person: Person): Promise<void> {
  const { dice } = moment;
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
    death: 2,
  });
  await deeds[deed](moment, person);
}

const today = ({ clock }: Moment, zone: string): Temporal.PlainDate =>
  clock.now().toZonedDateTimeISO(zone).toPlainDate();

const deeds = {
  present: async (moment: Moment, { card }: Person) => {
    if (!card) return;
    const { status } = await moment.program.ask("POST", `/cards/${card.number}/presentations`, {
      bearer: moment.dice.pick(["owner", "unnamed"]),
    });
    if (status === 200) card.presentedOn.push(today(moment, card.zone));
  },
  purchase: async ({ program, dice, clock }: Moment, person: Person) => {
    await buy(program, dice, clock, person, undefined);
  },
  late: async (moment: Moment, person: Person) => {
    const { program, dice, clock } = moment;
    if (!person.card) return;
    const on = today(moment, person.card.zone).subtract({ days: dice.between(1, 20) });
    const sold = person.card.presentedOn[0];
    if (sold && Temporal.PlainDate.compare(on, sold) >= 0) await buy(program, dice, clock, person, on);
  },
  refund: async ({ program }: Moment, { card }: Person) => {
    const purchase = card?.purchases.find(({ refunded }) => !refunded);
    if (!card || !purchase) return;
    const { status } = await program.ask("POST", `/cards/${card.number}/refunds`, { purchase: purchase.id });
    if (status === 200) purchase.refunded = true;
  },
  deposit: async ({ program, dice }: Moment, { card }: Person) => {
    if (!card) return;
    const sum = dice.between(100, 5_000);
    const { status } = await program.ask("POST", `/cards/${card.number}/top-ups`, { amount: `${sum}.00` });
    if (status === 200) card.deposit += BigInt(sum) * 100n;
  },
  trip: async (moment: Moment, { id }: Person) => {
    const { db, dice } = moment;
    const returns = today(moment, "UTC").add({ days: dice.between(-3, 5) });
    await sql`
      insert into dealing (client_id, id, kind, happened_on, departs_on, returns_on, destination, price)
      values (${id}, ${dice.id(20_000 as never)}, 'trip', ${returns.subtract({ days: 30 }).toString()}::text::date,
        ${returns.subtract({ days: 10 }).toString()}::text::date, ${returns.toString()}::text::date, 'Пхукет', 9000000)`.execute(
      db,
    );
  },
  wish: async ({ program, dice, clock }: Moment, person: Person) => {
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
  endWish: async ({ program, clock }: Moment, person: Person) => {
    const wish = person.wishes.find(({ endedAt }) => endedAt === undefined);
    if (!wish) return;
    const { status } = await program.ask("POST", `/clients/${person.id}/wishes/${wish.id}/end`, {
      words: "можно снова",
    });
    if (status === 200) wish.endedAt = clock.now();
  },
  consent: async ({ program, dice, clock }: Moment, person: Person) => {
    await sayConsent(program, clock, person, {
      purpose: dice.pick(["contact", "advertising"]),
      channel: dice.pick(["any", "email"]),
      given: dice.chance(50),
    });
  },
  birthday: async (moment: Moment, person: Person) => {
    const on = today(moment, "UTC").add({ days: moment.dice.between(-1, 3) });
    const birthday = { month: on.month, day: on.day };
    const { status } = await moment.program.ask("PATCH", `/clients/${person.id}`, { birthday });
    if (status !== 200) return;
    person.birthday = birthday;
    const now = moment.clock.now();
    person.correctedOn.push(
      ...[-1, 0, 1].map((days) => now.toZonedDateTimeISO("UTC").add({ days }).toPlainDate().toString()),
    );
  },
  death: async (moment: Moment, person: Person) => {
    const { status } = await moment.program.ask("PATCH", `/clients/${person.id}`, {
      deceasedOn: today(moment, "UTC").subtract({ days: 1 }).toString(),
    });
    if (status === 200) person.deceasedAt = moment.clock.now();
  },
};

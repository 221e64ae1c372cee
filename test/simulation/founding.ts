/** A business at the beginning: offices from Kaliningrad to Kamchatka, people who became clients half a year ago. */
import { installPack } from "../../src/chains/actions/install-pack.ts";
import { sql, type Connection } from "../../src/database/sql.ts";
import type { Dice } from "../../src/demo/dice.ts";
import type { Program } from "./program.ts";
import type { Office, Person, SimulatedClock, World } from "./world.ts";

export const zones = [
  "Europe/Kaliningrad",
  "Europe/Moscow",
  "Asia/Yekaterinburg",
  "Asia/Novosibirsk",
  "Asia/Vladivostok",
  "Asia/Kamchatka",
  // Where clocks are turned.
  "Europe/Berlin",
] as const;

/** Whatever anybody does needs these. */
export interface Stage {
  db: Connection;
  program: Program;
  clock: SimulatedClock;
  dice: Dice;
}

export interface Founding extends Stage {
  world: World;
  /** The day the simulation begins on; people come to know us before. */
  firstDay: Temporal.PlainDate;
  people: number;
}

export async function found(stage: Founding): Promise<void> {
  const { db, clock, dice, world, firstDay, people } = stage;
  clock.set(
    firstDay.subtract({ months: 7 }).toZonedDateTime({ timeZone: "UTC", plainTime: "09:00" }).toInstant(),
  );
  const zone = dice.pick(zones);
  await installPack(db, "travel", clock.now());
  await sql`update business set zone = ${zone}, name = 'Дальние берега'`.execute(db);
  const { offices } = world;
  for (let number = 0; number < dice.between(1, 3); number++) {
    const office = { id: dice.id(20_000 as never), zone: number === 0 ? zone : dice.pick(zones) };
    offices.push(office);
    await sql`insert into office (id, name, city, address, zone)
      values (${office.id}, ${`Офис ${number}`}, 'Город', '-', ${office.zone})`.execute(db);
  }
  for (let number = 0; number < people; number++) {
    const office = dice.chance(80) ? dice.pick(offices) : undefined;
    const person = await meet(stage, { number, office, firstDay });
    world.people.push(person);
    // Half a year before, give or take: the bonus of many will burn while we look on.
    if (dice.chance(80))
      await sellCard(
        stage,
        person,
        dice.pick(offices),
        firstDay.subtract({ months: 6 }).add({ days: dice.between(-3, 40) }),
      );
  }
}

/** Who has died, or wants to hear nothing, is followed by somebody new: a long life would end in silence. */
export async function replaceLost(
  stage: Stage & { world: World },
  { people, day }: { people: number; day: Temporal.PlainDate },
): Promise<void> {
  const { dice, world } = stage;
  if (world.people.filter((person) => !isLost(person)).length * 10 >= people * 7) return;
  const office = dice.chance(80) ? dice.pick(world.offices) : undefined;
  const person = await meet(stage, { number: world.people.length, office, firstDay: day });
  world.people.push(person);
  if (dice.chance(80)) await sellCard(stage, person, dice.pick(world.offices), day);
}

const isLost = ({ deceasedAt, wishes, consents }: Person): boolean =>
  deceasedAt !== undefined ||
  wishes.some(({ scope, endedAt }) => scope === "everything" && endedAt === undefined) ||
  consents.findLast(({ purpose }) => purpose === "contact")?.given !== true;

async function meet(
  stage: Stage,
  { number, office, firstDay }: { number: number; office: Office | undefined; firstDay: Temporal.PlainDate },
): Promise<Person> {
  const { program, dice } = stage;
  const born = firstDay.add({ days: dice.between(-2, 20) });
  const leap = dice.chance(8);
  const person: Person = {
    id: "",
    metAt: stage.clock.now(),
    zone: dice.chance(40) ? dice.pick(zones) : undefined,
    officeZone: office?.zone,
    earlierZones: [],
    hours: dice.chance(15) ? [dice.between(11, 13), dice.between(16, 18)] : undefined,
    email: `person-${number}@example.org`,
    birthday: leap ? { month: 2, day: 29 } : { month: born.month, day: born.day },
    earlierBirthdays: [],
    correctedOn: [],
    consents: [],
    wishes: [],
    deceasedAt: undefined,
    card: undefined,
  };
  const hour = (of: number) => `${String(of).padStart(2, "0")}:00`;
  const { status, body } = await program.ask("POST", "/clients", {
    givenName: `Клиент${number}`,
    birthday: person.birthday,
    ...(person.zone ? { zone: person.zone } : {}),
    ...(office ? { homeOffice: office.id } : {}),
    ...(person.hours ? { hours: { from: hour(person.hours[0]), to: hour(person.hours[1]) } } : {}),
    contactPoints: [
      { kind: "email", value: person.email },
      ...(dice.chance(60) ? [{ kind: "phone", value: `+7916${String(1_000_000 + number)}` }] : []),
    ],
  });
  if (status !== 200) throw new Error(JSON.stringify(body));
  person.id = String(body["id"]);
  for (const purpose of ["contact", "advertising"] as const) {
    if (dice.chance(85)) await sayConsent(stage, person, { purpose, channel: "any", given: true });
  }
  return person;
}

export async function sayConsent(
  { program, clock }: Stage,
  person: Person,
  consent: { purpose: "contact" | "advertising"; channel: "any" | "email" | "call"; given: boolean },
): Promise<void> {
  const { status } = await program.ask("POST", `/clients/${person.id}/consents`, {
    consents: [consent],
    how: "call",
    wordingVersion: "1",
  });
  if (status === 200) person.consents.push({ ...consent, at: clock.now() });
}

async function sellCard(
  stage: Stage,
  person: Person,
  office: Office,
  sold: Temporal.PlainDate,
): Promise<void> {
  const { program, clock } = stage;
  const start = clock.now();
  clock.set(sold.toZonedDateTime({ timeZone: office.zone, plainTime: "12:00" }).toInstant());
  const { status, body } = await program.ask("POST", "/cards", { client: person.id, office: office.id });
  if (status !== 200) throw new Error(JSON.stringify(body));
  const card = {
    number: String(body["card"]),
    zone: office.zone,
    presentedOn: [sold],
    purchases: [],
    deposit: 0n,
  };
  person.card = card;
  await buy(stage, person, undefined);
  clock.set(start);
}

/** A purchase with the card; `on` where the till was offline. */
export async function buy(
  { program, dice, clock }: Stage,
  person: Person,
  on: Temporal.PlainDate | undefined,
): Promise<void> {
  const { card } = person;
  if (!card) return;
  const asked = {
    price: `${dice.between(1_000, 90_000)}.${dice.between(10, 99)}`,
    ...(on ? { on: on.toString() } : {}),
  };
  const { body: state } = await program.ask("GET", `/cards/${card.number}`);
  const balance = Number(state["balance"]);
  const redeem = balance > 1 && dice.chance(40) ? { redeem: Math.min(balance, 400).toFixed(2) } : {};
  const { status, body } = await program.ask("POST", `/cards/${card.number}/purchases`, {
    ...asked,
    ...redeem,
  });
  if (status !== 200) return;
  card.presentedOn.push(on ?? clock.now().toZonedDateTimeISO(card.zone).toPlainDate());
  card.purchases.push({ id: String(body["purchase"]), refunded: false });
}

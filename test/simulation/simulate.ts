/** A business lives through some days from a seed, and an auditor looks at it after each of them. */
import { sql } from "../../src/database/sql.ts";
import type { Database } from "../../src/database/database.ts";
import { rollFor, type Dice } from "../../src/demo/dice.ts";
import { setOperatorHours } from "../../src/planning/actions/change-etiquette.ts";
import { audit } from "./auditor.ts";
import { answerPhones, hire } from "./calls.ts";
import { found, replaceLost } from "./founding.ts";
import { live } from "./life.ts";
import { Program } from "./program.ts";
import { SimulatedClock, type World } from "./world.ts";

export interface Simulation {
  seed: number;
  days: number;
  people: number;
  /** How long operators are on the phone each day, half of it apart for the first office; nobody has said where absent. */
  operatorMinutes?: number | undefined;
  onDay?: (day: Temporal.PlainDate, told: { letters: number; crashes: number }) => void;
}

export interface Lived {
  /** What the auditor found, the first day it found something; nothing where all is well. */
  wrong: string[];
  letters: number;
  calls: number;
  crashes: number;
}

/** Days around which calendars are hard: clocks turned, ends of months, leap days, the year's beginning. */
const hardDays = [
  "2027-03-24",
  "2027-10-26",
  "2028-02-25",
  "2027-02-24",
  "2026-12-28",
  "2027-08-27",
  "2027-04-27",
];

export async function simulate(
  database: Database,
  { seed, days, people, operatorMinutes, onDay }: Simulation,
): Promise<Lived> {
  const dice = rollFor(seed, "world");
  const firstDay = Temporal.PlainDate.from(dice.pick(hardDays));
  const clock = new SimulatedClock(firstDay.toZonedDateTime("UTC").toInstant());
  const world: World = { offices: [], people: [], handedOver: [], calls: [] };
  const program = await Program.start(database, clock, world, rollFor(seed, "fate"));
  const planned = new Set<string>();
  let wrong: string[] = [];
  try {
    const stage = { db: database.db, program, clock, dice };
    await found({ ...stage, world, firstDay, people });
    if (operatorMinutes !== undefined) await setHours(database, world, operatorMinutes);
    const operators = await hire(stage);
    for (let number = 0; number < days && wrong.length === 0; number++) {
      const day = firstDay.add({ days: number });
      if (number % 14 === 0) await issue(database, number, day);
      await replaceLost({ ...stage, world }, { people, day });
      for (const hour of hoursOf(dice)) {
        clock.set(
          day
            .toZonedDateTime({ timeZone: "UTC", plainTime: `${String(hour).padStart(2, "0")}:00` })
            .toInstant(),
        );
        for (const person of world.people) {
          clock.set(clock.now().add({ seconds: dice.between(1, 40) }));
          await live(stage, person);
        }
        clock.set(clock.now().add({ minutes: 1 }));
        await program.run("settle-lost-intents", true);
        if (await program.run("plan-today", true)) planned.add(await businessDay(database, clock));
        await program.run("release-due", true);
        await answerPhones(stage, world, operators);
      }
      // Whatever was killed is made good by the next run, a quarter of an hour later.
      clock.set(clock.now().add({ minutes: 15 }));
      planned.add(await businessDay(database, clock));
      await program.runAll(false);
      wrong = await audit({ db: database.db, program, world, now: clock.now(), planned });
      onDay?.(day, { letters: world.handedOver.length, crashes: program.crashes });
    }
  } finally {
    await program.close();
  }
  return {
    wrong,
    letters: world.handedOver.filter(({ taken }) => taken).length,
    calls: world.calls.length,
    crashes: program.crashes,
  };
}

/** Some hours of the day, each far enough from the next for everybody to live in between. */
const hoursOf = (dice: Dice): number[] => [1, 6, 10, 14, 20].filter((hour) => hour === 10 || dice.chance(70));

async function issue({ db }: Database, number: number, day: Temporal.PlainDate): Promise<void> {
  const words = JSON.stringify({ ru: "Что нового", en: "News" });
  await sql`
    insert into newsletter_issue (number, issue_on, subject, body)
    values (${number + 1}, ${day.add({ days: 1 }).toString()}::text::date, ${words}::text::jsonb, ${words}::text::jsonb)`.execute(
    db,
  );
}

async function businessDay({ db }: Database, clock: SimulatedClock): Promise<string> {
  const { rows } = await sql<{ zone: string }>`select zone from business`.execute(db);
  return clock
    .now()
    .toZonedDateTimeISO(rows[0]?.zone ?? "UTC")
    .toPlainDate()
    .toString();
}

async function setHours({ db }: Database, { offices }: World, minutes: number): Promise<void> {
  const [first] = offices;
  for (const [office, lasting] of [
    [null, minutes],
    ...(first ? [[first.id, minutes / 2] as const] : []),
  ] as const)
    for (let weekday = 1; weekday <= 7; weekday++)
      await setOperatorHours(db, { office, weekday, on: null, minutes: Math.floor(lasting) });
}

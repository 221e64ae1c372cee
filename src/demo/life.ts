/** One client from the first visit to today: what they bought, how the card lived, what they asked for and plan. */
import { formatDay, type EpochDay } from "../kernel/calendar.ts";
import { kopecks, zero, type Kopecks } from "../kernel/money.ts";
import { deriveCardNumber } from "../loyalty/card-number.ts";
import { defaultProgram } from "../loyalty/program.ts";
import { asked, reminded, type Visit } from "./answers.ts";
import { BonusAccount, type Spell } from "./bonus-account.ts";
import { allow, allowProcessing, reach } from "./contacts.ts";
import { rollFor, type Dice } from "./dice.ts";
import { enterAgain } from "./entered-again.ts";
import type { Company } from "./offices.ts";
import { bear, type Person } from "./people.ts";
import { plannedTripOf } from "./planned-trips.ts";
import type { ConsentRow, ContactPointRow, PlannedTripRow, Rows, WishRow } from "./rows.ts";
import type { Story } from "./stories.ts";
import { travel, type Trip } from "./travels.ts";
import { askForSilence, type WishScope } from "./wishes.ts";

/** What a client's touches are reckoned from. */
export interface Life {
  dice: Dice;
  person: Person;
  story: Story | undefined;
  points: ContactPointRow[];
  consents: ConsentRow[];
  wish: WishRow | undefined;
  trips: { dealingId: string; trip: Trip }[];
  spells: readonly Spell[];
  planned: PlannedTripRow | undefined;
}

export interface Setting {
  seed: number;
  today: EpochDay;
  company: Company;
  rows: Rows;
}

export interface Newcomer {
  index: number;
  story: Story | undefined;
  /** Shared with somebody already known. */
  phone: string | undefined;
  /** Who this is, entered before. */
  known?: Person | undefined;
}

export function live(setting: Setting, { index, story, phone, known }: Newcomer): Life {
  const { seed, today, company, rows } = setting;
  const dice = rollFor(seed, `client ${index}`);
  const homes = Object.fromEntries(company.offices.map(({ share }, at) => [String(at), share]));
  const office = company.offices[Number(dice.weighted(homes))] ?? dice.pick(company.offices);
  const createdOn = (today - (story ? dice.between(400, 900) : dice.between(12, 1000))) as EpochDay;
  const person = bear(dice, office, createdOn, today, story ?? {});
  if (known) enterAgain(rollFor(seed, `again ${index}`), person, known, phone !== undefined);
  const points = reach(dice, person, { index, phone }, story ?? {});
  const consents = allow(dice, person, today, story ?? {});
  rows.client.push(person.row);
  rows.contact_point.push(...points);
  rows.consent.push(...allowProcessing(rollFor(seed, `processing ${index}`), person), ...consents);
  const life: Life = {
    dice,
    person,
    story,
    points,
    consents,
    wish: undefined,
    trips: [],
    spells: [],
    planned: undefined,
  };
  spend(life, setting);
  silence(life, today, rows);
  life.planned = story ? undefined : plannedTripOf(dice, person, today);
  if (life.planned) rows.planned_trip.push(life.planned);
  if (story ? story.deceased : dice.chance(0.3)) {
    person.row.deceased_on = formatDay(dice.between(today - 60, today - 1) as EpochDay);
  }
  return life;
}

/** Trips are bought and the card is shown, in order of days. */
function spend(life: Life, { seed, today, company, rows }: Setting): void {
  const { dice, person, story } = life;
  const { office, createdOn } = person;
  const answers = rollFor(seed, `answers of ${person.row.id}`);
  const trips = asked(answers, life, travel(dice, { from: createdOn, today }, story), today);
  const visits: Visit[] = trips.map((trip) => ({ on: trip.bookedOn, trip }));
  if (story?.presentedYesterday) visits.push({ on: (today - 1) as EpochDay });
  if (!story && dice.chance(22)) visits.push({ on: dice.between(createdOn + 1, today) as EpochDay });
  visits.sort((a, b) => a.on - b.on);
  const sold = { on: visits[0]?.trip ? visits[0].on : createdOn, price: priceOf(life, seed, trips.length) };
  const account = story || dice.chance(85) ? buyCard(life, sold) : undefined;
  const habit = dice.chance(45) ? "always" : "never";
  // Whoever is reminded comes between two visits, so there are more of them as they are gone through.
  for (let at = 0; at < visits.length; at++) {
    const { on, trip } = visits[at] as Visit;
    account?.present(
      on,
      dice.chance(90) ? office.id : dice.pick(company.offices).id,
      trip ? "owner" : "unnamed",
    );
    if (trip) rows.dealing.push(book(life, trip, account, habit));
    const all = visits.flatMap((visit) => visit.trip ?? []);
    const next = visits[at + 1]?.on;
    const between = reminded(answers, life, account?.spells.at(-1), { next, today, trips: all });
    if (between) visits.splice(at + 1, 0, between);
  }
  if (!account) return;
  if (!story && dice.chance(3))
    account.topUp(visits.at(-1)?.on ?? createdOn, kopecks(dice.between(10, 80) * 100_000));
  account.burnBy(today);
  rows.card.push(account.card());
  rows.presentation.push(...account.presentations);
  rows.posting.push(...account.postings);
  life.spells = account.spells;
}

/** Some cards are given, and rather to somebody who has not travelled with us yet. The dice are the card's own. */
function priceOf({ person }: Life, seed: number, trips: number): Kopecks {
  const given = rollFor(seed, `price of ${person.row.id}`).chance(trips === 0 ? 18 : 7);
  return given ? zero : defaultProgram.cardPrice;
}

/** A card is sold over the counter, so it is shown on that day. */
function buyCard({ dice, person }: Life, { on, price }: { on: EpochDay; price: Kopecks }): BonusAccount {
  const { row, office } = person;
  const number = deriveCardNumber(row.id, 0);
  const sellerId = dice.pick(office.sellers);
  const account = new BonusAccount(dice, {
    clientId: row.id,
    number,
    on,
    price,
    officeId: office.id,
    sellerId,
  });
  account.present(on, office.id, "owner");
  return account;
}

function book(
  life: Life,
  trip: Trip,
  account: BonusAccount | undefined,
  redeem: "always" | "never",
): Rows["dealing"][number] {
  const { dice, person } = life;
  const { row, office } = person;
  const id = dice.id(trip.bookedOn);
  const source_key = `demo:${id}`;
  life.trips.push({ dealingId: id, trip });
  const quote = account?.buy({ id, sourceKey: source_key, happenedOn: trip.bookedOn }, trip.price, redeem);
  return {
    client_id: row.id,
    id,
    kind: "trip",
    office_id: office.id,
    staff_member_id: dice.pick(office.sellers),
    happened_on: formatDay(trip.bookedOn),
    departs_on: formatDay(trip.departsOn),
    returns_on: formatDay(trip.returnsOn),
    destination: trip.destination,
    price: trip.price,
    discount: quote?.discount ?? 0n,
    redeemed: quote?.redeemed ?? 0n,
    paid: quote?.paid ?? trip.price,
    card_id: account?.cardId ?? null,
    source_key,
  };
}

function silence(life: Life, today: EpochDay, rows: Rows): void {
  const { dice, person, points, story } = life;
  const usual = dice.weighted({ none: 965, everything: 12, advertising: 13, calls: 6, letters: 4 });
  const scope: WishScope | "none" = story ? (story.wish ?? "none") : usual;
  if (scope === "none") return;
  const days = { from: person.createdOn, today };
  const { wish, addresses } = askForSilence(
    dice,
    scope,
    { id: person.row.id, points },
    days,
    story !== undefined,
  );
  life.wish = wish;
  rows.do_not_disturb.push(wish);
  rows.silenced_address.push(...addresses);
}

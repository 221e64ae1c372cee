/** How the demo's clients can be reached and what they allowed: numbers nobody has, mail only to reserved domains. */
import { formatDay, type EpochDay } from "../kernel/calendar.ts";
import type { Dice } from "./dice.ts";
import type { Person } from "./people.ts";
import type { ConsentRow, ContactPointRow } from "./rows.ts";

export interface ContactWishes {
  /** `complete`: phone and e-mail work; `phone`: only that; `unusable`: both are known to be wrong. */
  contacts?: "complete" | "phone" | "unusable";
  /** `complete`: everything allowed; `withdrawn` and `never`: no consent to be contacted. */
  consent?: "complete" | "withdrawn" | "never";
}

const latin: Record<string, string> = Object.fromEntries(
  [..."абвгдеёжзийклмнопрстуфхцчшщъыьэюя"].map((letter, index) => [
    letter,
    "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh sch - y - e yu ya".split(" ")[index] ?? "",
  ]),
);
const transliterate = (name: string): string =>
  [...name.toLowerCase()].map((letter) => latin[letter]?.replace("-", "") ?? "").join("");

const mobileCodes = [903, 905, 909, 912, 914, 916, 921, 922, 924, 926, 950, 951, 963, 964, 982, 984];

/** Ten thousand numbers of a block that no operator has given out, under each code. */
const phoneOf = (index: number): string =>
  `+7${mobileCodes[index % mobileCodes.length] ?? 900}000${String(Math.floor(index / mobileCodes.length)).padStart(4, "0")}`;

/** `phone`: shared with somebody already known. */
export function reach(
  dice: Dice,
  person: Person,
  { index, phone }: { index: number; phone: string | undefined },
  { contacts }: ContactWishes,
): ContactPointRow[] {
  const { row, createdOn } = person;
  const points: ContactPointRow[] = [];
  const add = (kind: "phone" | "email", value: string, state: ContactPointRow["state"]): void =>
    void points.push({
      client_id: row.id,
      id: dice.id(createdOn),
      kind,
      value,
      state,
      since: formatDay(createdOn),
    });
  if (contacts || phone || dice.chance(95)) {
    const usual = dice.weighted({ verified: 70, unverified: 26, wrong: 4 });
    add("phone", phone ?? phoneOf(index), contacts === "unusable" ? "wrong" : contacts ? "verified" : usual);
  }
  if (!contacts && dice.chance(4)) add("phone", phoneOf(index + 80_000), "unverified");
  if (contacts !== "phone" && (contacts || dice.chance(62))) {
    const usual = dice.weighted({ verified: 58, unverified: 35, bounced: 6, opted_out: 1 });
    const state = contacts === "unusable" ? "bounced" : contacts ? "verified" : usual;
    add("email", mailOf(dice, person, index), state);
  }
  return points;
}

function mailOf(dice: Dice, { row }: Person, index: number): string {
  const name = `${transliterate(row.given_name).slice(0, 1)}.${transliterate(row.family_name)}`;
  return `${name}${index}@${dice.pick(["example.com", "example.org"])}`;
}

const wordingVersion = "2025-09";
const hours = (dice: Dice): string =>
  `${String(dice.between(7, 16)).padStart(2, "0")}:${String(dice.between(0, 59)).padStart(2, "0")}:00Z`;

/** Most signed it on their first day; some were known before anybody asked. */
export function allowProcessing(dice: Dice, { row, createdOn }: Person): ConsentRow[] {
  if (!dice.chance(92)) return [];
  const evidence = {
    at: `${formatDay(createdOn)}T${hours(dice)}`,
    wording_version: `processing-${wordingVersion}`,
  };
  const how = dice.weighted({ form: 75, till: 25 });
  const id = dice.id(createdOn);
  return [{ client_id: row.id, id, purpose: "processing", channel: "any", given: true, how, ...evidence }];
}

export function allow(dice: Dice, person: Person, today: EpochDay, wishes: ContactWishes): ConsentRow[] {
  const given: ConsentRow[] = [];
  const { row, createdOn } = person;
  const say = (
    purpose: ConsentRow["purpose"],
    channel: ConsentRow["channel"],
    on: EpochDay,
    yes: boolean,
  ): void =>
    void given.push({
      client_id: row.id,
      id: dice.id(on),
      purpose,
      channel,
      given: yes,
      at: `${formatDay(on)}T${hours(dice)}`,
      how: yes ? dice.weighted({ form: 60, till: 20, call: 12, link: 8 }) : dice.pick(["call", "link"]),
      wording_version: wordingVersion,
    });
  const later = dice.between(createdOn + 1, today - 1) as EpochDay;
  const contact =
    wishes.consent === "complete"
      ? "any"
      : wishes.consent === "withdrawn"
        ? "withdrawn"
        : wishes.consent === "never"
          ? "never"
          : dice.weighted({ any: 84, call: 5, email: 4, withdrawn: 2, never: 5 });
  if (contact === "never") return given;
  say("contact", contact === "withdrawn" ? "any" : contact, createdOn, true);
  if (contact === "withdrawn") {
    say("contact", "any", later, false);
    return given;
  }
  const advertising =
    wishes.consent === "complete"
      ? "email"
      : dice.weighted({ none: 76, email: 14, any: 3, call: 4, changedMind: 3 });
  if (advertising === "none") return given;
  say("advertising", advertising === "changedMind" ? "email" : advertising, createdOn, true);
  if (advertising === "changedMind") say("advertising", "email", later, false);
  return given;
}

/** Somebody who was entered a second time, in another hurry: a letter left out, no patronymic, the day of birth unknown. */
import type { Dice } from "./dice.ts";
import type { Person } from "./people.ts";

/** Makes `person` that second record of `known`. With the same phone the rest may be forgotten. */
export function enterAgain(dice: Dice, person: Person, known: Person, samePhone: boolean): void {
  const { family_name, given_name, patronymic, sex, birthday_month, birthday_day, birthday_year } = known.row;
  const inAHurry = family_name.length > 4 && dice.chance(50);
  const out = dice.between(2, Math.max(2, family_name.length - 2));
  const forgotten = samePhone && dice.chance(40);
  Object.assign(person.row, {
    family_name: inAHurry ? family_name.slice(0, out) + family_name.slice(out + 1) : family_name,
    given_name,
    patronymic: dice.chance(50) ? "" : patronymic,
    sex,
    birthday_month: forgotten ? null : birthday_month,
    birthday_day: forgotten ? null : birthday_day,
    birthday_year: forgotten ? null : birthday_year,
  });
}

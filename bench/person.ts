/** People of a file, each made from a number: names as frequent as they are, a phone and an e-mail of their own. */
import { families, fathers, men, endings, middles, starts } from "./name-base.ts";

interface Person {
  name: string;
  phone: string;
  email: string;
  /** DD.MM.YYYY */
  birthday: string;
}

const words = (text: string): string[] => text.split(" ");
const lists = {
  families: words(families),
  men: words(men),
  fathers: words(fathers),
  starts: words(starts),
  middles: words(middles),
  endings: words(endings),
};

/** 0 … sides−1, the same for the same number and kind. */
function roll(kind: number, at: number, sides: number): number {
  let dice = Math.imul(at ^ Math.imul(kind, 0x9e3779b9), 0x85ebca6b);
  dice = Math.imul(dice ^ (dice >>> 13), 0xc2b2ae35);
  return ((dice ^ (dice >>> 16)) >>> 0) % sides;
}

const of = (list: readonly string[], kind: number, at: number): string =>
  list[roll(kind, at, list.length)] ?? "";
const frequent = (list: readonly string[], kind: number, at: number): string =>
  list[Math.floor((roll(kind, at, 1000) / 1000) ** 2 * list.length)] ?? "";
const two = (number: number): string => String(number).padStart(2, "0");

export function personOf(at: number): Person {
  const {
    families: usual,
    men: given,
    fathers: father,
    starts: start,
    middles: middle,
    endings: end,
  } = lists;
  const family =
    roll(1, at, 2) === 0
      ? frequent(usual, 2, at)
      : `${of(start, 3, at)}${of(middle, 4, at)}${middle[roll(5, at, 3)]}${of(end, 6, at)}`;
  // Every number of nine digits once.
  const digits = String((at * 7919) % 1_000_000_000).padStart(9, "0");
  const phone = `8 (9${digits.slice(0, 2)}) ${digits.slice(2, 5)}-${digits.slice(5, 7)}-${digits.slice(7)}`;
  const birthday = `${two(1 + roll(7, at, 28))}.${two(1 + roll(8, at, 12))}.${1945 + roll(9, at, 60)}`;
  const fatherName = of(father, 11, at);
  const patronymic = fatherName.endsWith("й") ? `${fatherName.slice(0, -1)}евич` : `${fatherName}ович`;
  const name = `${family} ${frequent(given, 10, at)} ${patronymic}`;
  return { name, phone, email: `client${at}@example.org`, birthday };
}

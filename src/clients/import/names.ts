/** A person's name out of one cell or three: which word is which, capitals, letters of the wrong alphabet. */
import type { PersonName } from "../person-name.ts";
import { inOneAlphabet, remembering } from "./cell.ts";
import { isGivenName } from "./given-names.ts";

/** Nearly every name: Russian words in capitals as names are written. */
const usual = /^[А-ЯЁ][а-яё]+(?:[ -][А-ЯЁ][а-яё]+)*$/;

/** Whether there is nothing to be tidied about a name. */
export const isUsualName = (text: string): boolean => usual.test(text);

/** In capitals as names are written, if the cell has only large or only small letters. */
export function tidyName(text: string): string {
  const words = text.replace(/\s+/g, " ").split(" ").map(inOneAlphabet).join(" ");
  const letters = words.replace(/[^\p{L}]/gu, "");
  if (letters.length < 2 || (letters !== letters.toUpperCase() && letters !== letters.toLowerCase()))
    return words;
  return words
    .toLowerCase()
    .replace(/(?<![\p{L}'’])\p{L}/gu, (letter) => letter.toUpperCase())
    .replace(/ (Оглы|Кызы|Оглу|Гызы|Де|Фон|Ван)(?= |$)/g, (word) => word.toLowerCase());
}

const patronymicEnd = /(?:вич|вна|ична|инична|ьич)$/i;
const patronymicSuffix = /^(?:оглы|кызы|оглу|гызы)$/i;
const isPatronymic = remembering((word) => patronymicEnd.test(word));
const initials = /^(?:\p{Lu}\.?){1,2}$/u;

/** Splits «Иванов Иван Иванович», «Иван Иванович Иванов», «Иванов И. И.», «Иван Иванов», «Иван». */
export function splitName(text: string): PersonName {
  const plain = isUsualName(text);
  const words = plain ? text.split(" ") : wordsOf(text);
  if (plain && words.length === 3 && isPatronymic(words[2] ?? "") && !isPatronymic(words[1] ?? ""))
    return named(words[0] ?? "", words[1] ?? "", words[2]);
  const suffixAt = words.findIndex((word) => patronymicSuffix.test(word));
  if (suffixAt > 1) words.splice(suffixAt - 1, 2, `${words[suffixAt - 1]} ${words[suffixAt]}`);
  const patronymicAt = words.findIndex(
    (word, at) => at > 0 && (isPatronymic(word) || patronymicSuffix.test(word.split(" ")[1] ?? "")),
  );
  // A family name may end like a patronymic: «Иван Петрович» is the latter, «Гершович Анна» is not first a patronymic.
  if (patronymicAt > 0) return around(words, patronymicAt);
  const [first = "", second = "", ...rest] = words;
  if (second === "") return isGivenName(first) ? named("", first) : named(first, "");
  if (initials.test(first) && initials.test(second) && rest.length > 0)
    return named(rest.join(" "), first, second);
  if (initials.test(first) && !initials.test(second)) {
    const last = [second, ...rest].at(-1) ?? "";
    return named(last, first, rest.length > 0 ? second : "");
  }
  if (rest.length === 0)
    return isGivenName(first) && !isGivenName(second) ? named(second, first) : named(first, second);
  if (isGivenName(first) && !isGivenName(second) && !initials.test(second))
    return named([second, ...rest].join(" "), first);
  return named(first, second, rest.join(" "));
}

const wordsOf = (text: string): string[] =>
  tidyName(
    text
      .replaceAll(",", " ")
      .replace(/\.(?=\p{L})/gu, ". ")
      .trim(),
  )
    .split(" ")
    .filter((word) => word !== "");

function around(words: string[], patronymicAt: number): PersonName {
  const before = words.slice(0, patronymicAt);
  const after = words.slice(patronymicAt + 1);
  const patronymic = words[patronymicAt] ?? "";
  if (after.length > 0 && before.length === 1) return named(after.join(" "), before[0] ?? "", patronymic);
  if (before.length === 1) return named("", before[0] ?? "", patronymic);
  return named([...before.slice(0, -1), ...after].join(" "), before.at(-1) ?? "", patronymic);
}

const named = (familyName: string, givenName: string, patronymic = ""): PersonName => ({
  familyName,
  givenName,
  patronymic,
});

/** As names are compared: without case, ё, dots and doubled spaces. */
export const comparable = remembering((text) =>
  text
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/[.\s]+/g, " ")
    .trim(),
);

/** How two parts of a name relate. `initial`: one is only the first letter of the other. */
export function relate(a: string, b: string): "same" | "initial" | "unknown" | "different" {
  const [left, right] = [comparable(a), comparable(b)];
  if (left === "" || right === "") return "unknown";
  if (left === right) return "same";
  const short = left.length < right.length ? left : right;
  const long = short === left ? right : left;
  return short.length === 1 && long.startsWith(short) ? "initial" : "different";
}

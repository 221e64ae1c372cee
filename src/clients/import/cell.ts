/** The text of a cell as a person sees it. */

const breaks = /[\r\n\v\f\u0085\u2028\u2029]+/;

/** By code: letters, digits and signs that stand in nearly every cell. */
const plain = new Uint8Array(0x2120);
for (const [first, last] of [" ~", "Ая", "ЁЁ", "ёё", "№№", "««", "»»", "——", "––"])
  plain.fill(1, first?.charCodeAt(0), (last?.charCodeAt(0) ?? 0) + 1);

/** Whether there is nothing in it but those and single spaces. */
function isPlain(cell: string): boolean {
  let before = 0;
  for (let at = 0; at < cell.length; at++) {
    const code = cell.charCodeAt(at);
    if (plain[code] !== 1 || (code === 32 && before === 32)) return false;
    before = code;
  }
  return true;
}

/** One line without invisible signs: what people paste along with a name or a number. */
export function clean(cell: string): string {
  if (isPlain(cell)) return cell.trim();
  return cell
    .toWellFormed()
    .normalize("NFC")
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/[\p{Cc}\p{Zs}\u2028\u2029]+/gu, " ")
    .trim();
}

/** Whether a person sees nothing in it: told by the first sign of nearly every cell. */
export function isEmpty(cell: string): boolean {
  const first = cell.charCodeAt(0);
  return (first === 32 || plain[first] !== 1) && clean(cell) === "";
}

export const cellLines = (cell: string): string[] => cell.split(breaks).map(clean);

/** What was made of a text, remembered for as many texts as there is room for: the cells of a column are much alike. */
export function remembering<Value>(make: (text: string) => Value, room = 100_000): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = make(text);
    if (known.size >= room) known.clear();
    known.set(text, made);
    return made;
  };
}

const absent = new Set(
  "|-|–|—|--|.|?|нет|нету|н/д|нд|н.д.|не указан|не указана|не указано|неизвестно|пусто|отсутствует|no|none|n/a|na|null|nil|#н/д|#n/a|unknown|empty".split(
    "|",
  ),
);

const longestAbsent = Math.max(...[...absent].map(({ length }) => length));

/** Whether a cell says that nothing is known. */
export const isAbsent = (text: string): boolean =>
  text.length <= longestAbsent && absent.has(text.toLowerCase());

const yes = new Set(
  "да|д|есть|истина|согласен|согласна|получено|подписано|yes|y|true|1|+|v|x|х|✓|✔|on|agreed".split("|"),
);
const no = new Set(
  "нет|н|не|ложь|не согласен|не согласна|отказ|отозвано|no|n|false|0|off|refused|withdrawn".split("|"),
);

/** Undefined where it is neither. */
export function answerOf(text: string): boolean | undefined {
  const answer = text.toLowerCase().replace(/[.!]$/, "");
  return yes.has(answer) ? true : no.has(answer) ? false : undefined;
}

const toLatin: Record<string, string> = Object.fromEntries(
  [..."аеорсухкіјѕАВЕКМНОРСТУХІЈЅё"].map((letter, at) => [letter, "aeopcyxkijsABEKMHOPCTYXIJSe"[at] ?? ""]),
);
const toCyrillic: Record<string, string> = Object.fromEntries(
  [..."aeopcyxkABEKMHOPCTYX"].map((letter, at) => [letter, "аеорсухкАВЕКМНОРСТУХ"[at] ?? ""]),
);

export const hasCyrillic = (text: string): boolean => /\p{Script=Cyrillic}/u.test(text);
const hasLatin = (text: string): boolean => /\p{Script=Latin}/u.test(text);

/** With the Cyrillic letters that look Latin replaced; undefined if one is left that does not. */
export function inLatin(text: string): string | undefined {
  const replaced = text.replace(/\p{Script=Cyrillic}/gu, (letter) => toLatin[letter] ?? letter);
  return hasCyrillic(replaced) ? undefined : replaced;
}

/** A word of two alphabets in Cyrillic where that is possible; else as it is. */
export function inOneAlphabet(word: string): string {
  if (!hasCyrillic(word) || !hasLatin(word)) return word;
  const replaced = word.replace(/\p{Script=Latin}/gu, (letter) => toCyrillic[letter] ?? letter);
  return hasLatin(replaced) ? word : replaced;
}

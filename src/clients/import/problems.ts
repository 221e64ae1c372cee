/** What can be said about a row: it stays outside, it goes in with a remark, or somebody should look at it. */
import type { Words } from "../../kernel/language.ts";
import { columnFacts, type ColumnFact } from "./facts.ts";

/** `error`: the row stays outside, whole. `question`: the file and the base differ, and one of them was kept. */
export type Severity = "error" | "warning" | "question";

export interface Problem {
  code: ProblemCode;
  /** The heading of the column; absent where it is the row as a whole. */
  column?: string;
  fact?: ColumnFact;
  /** What stands there. */
  value?: string;
  /** What it is held against, or was read as. */
  other?: string;
}

interface Meaning {
  severity: Severity;
  says(problem: { value: string; other: string }): Words;
}

const error = (ru: string, en: string): Meaning => ({ severity: "error", says: () => ({ ru, en }) });
const unread = (ru: string, en: string): Meaning => ({
  severity: "error",
  says: ({ value }) => ({ ru: `${ru}: «${value}»`, en: `${en}: “${value}”` }),
});
const remark = (says: Meaning["says"]): Meaning => ({ severity: "warning", says });

export const problemMeanings = {
  quotes: error("кавычки в строке не сходятся", "the quotes of the row do not fit"),
  damaged: unread(
    "часть байтов повреждена, буквы прочесть нельзя",
    "some bytes are damaged and letters cannot be read",
  ),
  row_too_long: {
    severity: "error",
    says: ({ value, other }) => ({
      ru: `в строке ${value} знаков, больше ${other}; уберите длинное значение`,
      en: `the row has ${value} characters, more than ${other}; take the long value out`,
    }),
  },
  columns_count: {
    severity: "error",
    says: ({ value, other }) => ({
      ru: `столбцов ${value}, а в заголовке ${other}: значения могли сдвинуться`,
      en: `${value} columns where the headings have ${other}: the values may have shifted`,
    }),
  },
  nobody: error(
    "не сказано, кто это: нет ни имени, ни телефона, ни почты, ни внешнего номера",
    "nobody is named: no name, phone, e-mail or outside id",
  ),
  name_unreadable: unread("имя не похоже на имя", "this does not look like a name"),
  too_long: unread("слишком длинно", "too long"),
  phone_unreadable: unread(
    "не похоже на номер телефона, по которому можно позвонить",
    "not a phone number that can be dialled",
  ),
  phone_rounded: unread(
    "таблица округлила номер, цифры потеряны; сделайте столбец текстовым",
    "the spreadsheet has rounded the number and digits are lost; make the column text",
  ),
  phone_remark: remark(({ value }) => ({
    ru: `слова рядом с номером не сохраняются: «${value}»`,
    en: `the words beside the number are not kept: “${value}”`,
  })),
  hours_unclear: remark(({ value }) => ({
    ru: `часы можно понять по-разному, они не записаны: «${value}»`,
    en: `the hours can be understood in more than one way and are not kept: “${value}”`,
  })),
  email_unreadable: unread("не похоже на адрес почты", "not an e-mail address"),
  email_repaired: remark(({ value, other }) => ({
    ru: `в адресе «${value}» русские буквы, похожие на латинские; прочитано как ${other}`,
    en: `the address “${value}” has Cyrillic letters that look Latin; read as ${other}`,
  })),
  name_repaired: remark(({ value, other }) => ({
    ru: `в имени «${value}» буквы двух алфавитов; прочитано как «${other}»`,
    en: `the name “${value}” mixes two alphabets; read as “${other}”`,
  })),
  birthday_unreadable: unread("не похоже на день рождения", "not a birthday"),
  birthday_no_such_day: unread("такого дня нет", "there is no such day"),
  birthday_future: unread("этот день ещё не наступил", "this day has not come yet"),
  birthday_year_only: unread("назван только год", "only a year is named"),
  birthday_too_old: unread("столько не живут", "nobody is that old"),
  birthday_placeholder: remark(({ value }) => ({
    ru: `${value}: так таблицы пишут пустой день; считаем неизвестным`,
    en: `${value} is how spreadsheets write an empty day; taken as unknown`,
  })),
  birthday_recent: remark(({ value }) => ({
    ru: `родился меньше года назад: ${value}`,
    en: `born less than a year ago: ${value}`,
  })),
  sex_unreadable: unread("не похоже на пол", "not a sex"),
  answer_unreadable: unread("ожидалось «да», «нет» или день", "expected yes, no or a day"),
  day_unreadable: unread("не похоже на день", "not a day"),
  office_unknown: unread("такого офиса нет", "there is no such office"),
  consent_without_wording: remark(() => ({
    ru: "согласие не записано: не названа версия формулировки, на которую его дали",
    en: "the consent is not recorded: the version of the wording it was given to is not named",
  })),
  processing_not_consented: remark(() => ({
    ru: "согласия на обработку данных нет; если клиент требует прекратить её, требование записывают у клиента",
    en: "there is no consent to processing; where the client demands that it stops, the demand is recorded with the client",
  })),
  consent_after_withdrawal: remark(() => ({
    ru: "согласие не записано: оно отозвано, а когда дано новое, файл не говорит",
    en: "the consent is not recorded: it was withdrawn, and the file does not say when it was given anew",
  })),
  unreachable: remark(() => ({
    ru: "связаться не с кем: нет ни телефона, ни почты",
    en: "no way to reach this client: neither phone nor e-mail",
  })),
  silenced: remark(({ value }) => ({
    ru: `по этому адресу просили не беспокоить: ${value}`,
    en: `this address asked not to be disturbed: ${value}`,
  })),
  shared_address: remark(({ value, other }) => ({
    ru: `${value} есть и у другого клиента: ${other}`,
    en: `${value} belongs to another client too: ${other}`,
  })),
  several_fit: remark(({ other }) => ({
    ru: `подходит несколько клиентов; выбран ${other}`,
    en: `several clients fit; chosen: ${other}`,
  })),
  repeated: remark(({ other }) => ({
    ru: `тот же клиент, что в строке ${other}`,
    en: `the same client as in line ${other}`,
  })),
  differs: {
    severity: "question",
    says: ({ value, other }) => ({
      ru: `в файле «${value}», а в базе «${other}»`,
      en: `“${value}” in the file, “${other}” in the base`,
    }),
  },
} as const satisfies Record<string, Meaning>;

export type ProblemCode = keyof typeof problemMeanings;

export const severityOf = ({ code }: Problem): Severity => problemMeanings[code].severity;

/** One sentence, with the column where there is one. */
export function sayProblem(problem: Problem): Words {
  const { ru, en } = problemMeanings[problem.code].says({
    value: excerpt(problem.value ?? ""),
    other: excerpt(problem.other ?? ""),
  });
  const fact = problem.fact && columnFacts[problem.fact];
  const where = problem.column === undefined ? fact : { ru: problem.column, en: problem.column };
  return where ? { ru: `${where.ru}: ${ru}`, en: `${where.en}: ${en}` } : { ru, en };
}

const excerpt = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

/**
 * Refusals as people read them. A refusal is thrown in English; its Russian stands here under the English, with a star for
 * what it names. One that is not here is told by its code, with the English sentence behind it.
 */
import type { DomainError, RefusalCode } from "./errors.ts";
import type { Language } from "./language.ts";
import { expectedThings, fileMisfits, refusalSentences } from "./refusal-table.ts";

/** The sentence for a person who reads this language. */
export function sayRefusal({ code, message }: DomainError, language: Language): string {
  // What is said to a reader, of a chain or of a right, is in their language already.
  if (language === "en" || isRussian(message)) return message;
  return (
    found(sentences, message) ?? wrongField(message) ?? wrongFile(message) ?? `${named(code)} (${message})`
  );
}

function wrongField(message: string): string | undefined {
  const [, field, expected] = /^([^\s:]+): expected (.+?)\.?$/su.exec(message) ?? [];
  const thing = expected === undefined ? undefined : found(things, expected);
  return thing === undefined ? undefined : `${field}: ожидается ${thing}.`;
}

function wrongFile(message: string): string | undefined {
  const [, file, line, misfit] = /^(.+?)(?:, line (\d+))?: (.+?)\.?$/su.exec(message) ?? [];
  const said =
    misfit === undefined ? undefined : (found(misfits, misfit) ?? wrongField(misfit)?.replace(/\.$/, ""));
  return said === undefined ? undefined : `${file}${line === undefined ? "" : `, строка ${line}`}: ${said}.`;
}

type Entry = readonly [pattern: RegExp, russian: string];

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
const entries = (table: Readonly<Record<string, string>>): Entry[] =>
  Object.entries(table).map(([english, russian]) => [
    new RegExp(`^${english.split("*").map(escaped).join("(.+?)")}$`, "su"),
    russian,
  ]);
const sentences = entries(refusalSentences);
const things = entries(expectedThings);
const misfits = entries(fileMisfits);

function found(table: readonly Entry[], text: string): string | undefined {
  for (const [pattern, russian] of table) {
    const match = pattern.exec(text);
    if (!match) continue;
    const parts = match.slice(1).map((part) => found(things, part) ?? part);
    return russian.replaceAll("*", () => parts.shift() ?? "");
  }
  return undefined;
}

/** What is wrong with a field, by the keyword of its schema; undefined for what has no Russian. */
export function sayMisfit(keyword: string, params: Readonly<Record<string, unknown>>): string | undefined {
  const limit = String(params["limit"]);
  const words: Record<string, string> = {
    required: "не хватает этого поля",
    additionalProperties: "такого поля нет",
    type: `ожидается ${types[String(params["type"])] ?? String(params["type"])}`,
    enum: `ожидается одно из ${[params["allowedValues"]].flat().join(", ")}`,
    format: `ожидается ${formats[String(params["format"])] ?? String(params["format"])}`,
    pattern: "написано не так, как ожидается",
    minimum: `ожидается не меньше ${limit}`,
    maximum: `ожидается не больше ${limit}`,
    minLength: `ожидается не короче ${limit}`,
    maxLength: `ожидается не длиннее ${limit}`,
    minItems: `ожидается не меньше ${limit} в списке`,
    maxItems: `ожидается не больше ${limit} в списке`,
    uniqueItems: "ожидается список без повторов",
    anyOf: "не подходит ни под один из видов",
    const: `ожидается ${String(params["allowedValue"])}`,
    minProperties: `ожидается не меньше полей: ${limit}`,
    maxProperties: `ожидается не больше полей: ${limit}`,
    propertyNames: "имя написано не так, как ожидается",
  };
  return words[keyword];
}

/** A request that nobody could read, by the code of the server's error. */
export function sayUnread(code: string | undefined, message: string, language: Language): string {
  if (language === "en") return message;
  return unread[code ?? ""] ?? `${named("bad_input")} (${message})`;
}

const unread: Record<string, string> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "Запрос слишком велик.",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "Содержимое этого вида здесь не читают.",
  FST_ERR_CTP_EMPTY_JSON_BODY: "Тело запроса пусто, а ожидается JSON.",
  FST_ERR_CTP_INVALID_JSON_BODY: "Тело запроса не JSON.",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "Тело запроса пришло не целиком.",
};

/** What is a bug and no refusal. */
export const sayBroken = (language: Language): string =>
  ({
    ru: "Внутри программы что-то сломалось. Подробности в журнале.",
    en: "Something broke inside the program. The log has the details.",
  })[language];

const types: Record<string, string> = {
  string: "текст",
  number: "число",
  integer: "целое число",
  boolean: "true или false",
  array: "список",
  object: "набор полей",
  null: "пусто",
};
const formats: Record<string, string> = {
  date: "день как ГГГГ-ММ-ДД",
  "date-time": "момент времени, например 2026-11-22T10:00:00Z",
  uuid: "id",
  email: "адрес электронной почты",
};

/** Names that people gave may be Russian in an English sentence. */
const isRussian = (message: string): boolean =>
  /^[^a-z]*[а-яё]/iu.test(message.replaceAll(/"[^"]*"|^\S+:\d+:\d+: \S+/gu, ""));

const named = (code: RefusalCode): string => codes[code] ?? "Отказано";

const codes: Partial<Record<RefusalCode, string>> = {
  bad_configuration: "Настройка не подходит",
  bad_input: "Так нельзя",
  bad_file: "Файл не читается",
  data_folder_in_use: "Папка данных занята",
  database_unreachable: "База данных не отвечает",
  database_failed: "База данных не может записать на диск",
  database_newer: "База от более новой программы",
  not_found: "Не нашлось",
  not_loopback: "Так к программе не обращаются",
  ledger_broken: "Книга бонусов не сходится",
  idempotency_conflict: "Ключ уже использован для другого",
  insufficient_bonus: "Бонусов не хватает",
  insufficient_deposit: "Депозита не хватает",
  card_blocked: "Карта заблокирована",
  card_expired: "Срок карты вышел",
  card_replaced: "Карта заменена",
  card_waiting: "Карта ещё не выдана",
  number_taken: "Номер занят",
  external_id_taken: "Код занят другим клиентом",
  client_merged: "Карточка объединена с другой",
  changed_meanwhile: "Тем временем изменили",
  range_overlaps: "Номера уже розданы",
  range_used_up: "Номера кончились",
  processing_stopped: "Клиент запретил использовать свои данные",
  out_of_stock: "Подарки кончились",
  not_dialled: "Дозвониться не вышло",
  wrong_state: "Сейчас так нельзя",
  not_allowed: "Не разрешено",
  email_taken: "Эта почта занята",
  unauthenticated: "Нужно войти",
  forbidden: "Не разрешено",
  interrupted: "Прервано",
  port_in_use: "Порт занят",
};

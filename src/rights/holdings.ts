/**
 * What becomes of everything that is held about a client when it is erased. A table that is not named here is emptied of the
 * client: whatever tomorrow's tables hold, it goes. What stays is what is booked, and says nothing of whom.
 */
import type { Words } from "../kernel/language.ts";

/** Rows that stay as they are: sums, days, ids. */
export const kept: readonly string[] = [
  "posting",
  "entry",
  "seal",
  "refund",
  "card_number",
  "card_renewal",
  "card_renewal_move",
  "card_move",
  "presentation",
  // What lies reserved at an office goes back to stock by its own rules.
  "gift_reservation",
  // So that the same row of the same file never makes the person anew.
  "imported_row",
  // Who had seen what was erased.
  "client_view",
  "erasure_act",
];

/** Rows that stay without what somebody said or what was said of somebody: what is set. */
export const blanked: Readonly<Record<string, string>> = {
  client: `external_id = null, family_name = '', given_name = '', patronymic = '', sex = null, birthday_month = null,
    birthday_day = null, birthday_year = null, zone = null, hours_from = null, hours_to = null, deceased_on = null,
    attributes = '{}', tags = '{}'`,
  // Whose cards these are has to be known to whoever sums them up.
  merged_client: `record = jsonb_build_object('id', client_id, 'created_on', record -> 'created_on'), given = '[]'`,
  card: "state = case when state = 'active' then 'blocked' else state end",
  dealing: "destination = null, companions = null",
  touch: `facts = '{}', verdicts = '[]', contact_point_id = null, says = null, deceased_on = null, stopped_since = null,
    wish_scope = null, wish_since = null, wish_until = null, wish_held_by = null, consent_given = null, consent_at = null,
    consent_how = null, unusable_contact_points = null, zone = null, zone_from = null, hours_from = null, hours_to = null`,
  touch_move: "cause = ''",
  intent: "address = '', provider_said = null",
  adjustment: "reason = 'erased'",
  card_grace: "reason = 'erased'",
  client_demand: "how = '', words = ''",
  call: "words = ''",
  handoff: "words = ''",
  handoff_move: "words = ''",
  complaint: "words = '', closing_words = case when closing_words is not null then '' end",
  refusal: "words = ''",
  trip_review: "liked = '[]', disliked = '[]', words = ''",
};

/** The kinds of rows as an act names them. */
const kinds: Readonly<Record<string, Words>> = {
  client: { ru: "имя, день рождения, признаки и метки", en: "name, birthday, attributes and tags" },
  client_external_id: { ru: "номер в другой системе", en: "outside id" },
  client_other_word: { ru: "слова для поиска", en: "words to be found by" },
  contact_point: { ru: "контакты", en: "contact points" },
  contact_address: { ru: "указатель контактов", en: "look-up of addresses" },
  silenced_address: { ru: "молчащие адреса в читаемом виде", en: "silenced addresses that could be read" },
  consent: { ru: "согласия", en: "consents" },
  do_not_disturb: { ru: "просьбы не беспокоить", en: "wishes not to be disturbed" },
  client_relation: { ru: "связи с другими клиентами", en: "relations to other clients" },
  client_change: { ru: "история изменений", en: "history of changes" },
  client_creation: { ru: "ключи запросов", en: "keys of requests" },
  client_event: { ru: "события из других систем", en: "events from other systems" },
  import_change: { ru: "что принесли файлы", en: "what files brought" },
  import_problem: { ru: "замечания к строкам файлов", en: "remarks on rows of files" },
  import_row: { ru: "строки файлов, ждавшие загрузки", en: "rows of files that waited" },
  client_import: { ru: "образцы строк файлов", en: "samples of files" },
  planned_trip: { ru: "планы поездок", en: "planned trips" },
  command: { ru: "ответы касс", en: "answers to tills" },
  dealing: { ru: "направления и спутники поездок", en: "destinations and companions of dealings" },
  card: { ru: "карты: заблокированы", en: "cards: blocked" },
  touch: { ru: "поводы и решения касаний", en: "facts and verdicts of touches" },
  touch_move: { ru: "причины движения касаний", en: "causes of moves" },
  intent: { ru: "адреса отправленных сообщений", en: "addresses of messages" },
  adjustment: { ru: "причины правок бонусов", en: "reasons of adjustments" },
  card_grace: { ru: "причины продлений", en: "reasons of grace periods" },
  merged_client: { ru: "объединённые записи", en: "merged records" },
  merged_row: { ru: "что перешло при объединении", en: "what went along with a merge" },
  webhook_message: { ru: "сообщения другим системам", en: "messages to other systems" },
  client_demand: { ru: "слова требований", en: "words of demands" },
  appointment: { ru: "записи", en: "appointments" },
  gift_reservation: { ru: "подарки", en: "gifts" },
  call: { ru: "слова звонков", en: "words of calls" },
  handoff: { ru: "слова передач менеджеру", en: "words of handoffs" },
  handoff_move: { ru: "слова о ходе передач", en: "words of how handoffs went" },
  complaint: { ru: "слова жалоб", en: "words of complaints" },
  refusal: { ru: "слова отказов", en: "words of refusals" },
  trip_review: { ru: "отзывы о поездках", en: "reviews of trips" },
};

export const kindWords = (table: string): Words => kinds[table] ?? { ru: table, en: table };

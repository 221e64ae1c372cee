/** What of a client is given out, section by section: the shape of the JSON, and the headings of the page. */
import type { Words } from "../kernel/language.ts";

/** How a value reads to a person. `code`: one of the program's own words; `data`: whatever was told, as it was told. */
export type Reading = "text" | "code" | "day" | "moment" | "money" | "number" | "yes_no" | "data";

export interface Field {
  title: Words;
  reads: Reading;
}

const field = (ru: string, en: string, reads: Reading = "text"): Field => ({ title: { ru, en }, reads });
const at = field("когда", "when", "moment");
const on = field("день", "day", "day");
const office = field("офис", "office");
const staffMember = field("сотрудник", "staff member");
const card = field("карта", "card");
const state = field("состояние", "state", "code");
const channel = field("способ", "channel", "code");
const words = field("слова", "words");

export const sections = {
  contactPoints: {
    title: { ru: "Контакты", en: "Contacts" },
    fields: {
      kind: field("вид", "kind", "code"),
      value: field("значение", "value"),
      extension: field("добавочный", "extension"),
      state,
      since: field("с", "since", "day"),
    },
  },
  consents: {
    title: { ru: "Согласия", en: "Consents" },
    fields: {
      at,
      purpose: field("на что", "to what", "code"),
      channel,
      given: field("дано", "given", "yes_no"),
      how: field("как", "how", "code"),
      wordingVersion: field("версия текста", "version of the wording"),
    },
  },
  wishes: {
    title: { ru: "Просьбы не беспокоить", en: "Wishes not to be disturbed" },
    fields: {
      since: field("с", "since", "moment"),
      scope: field("чем", "by what", "code"),
      channel,
      until: field("до", "until", "day"),
      endedAt: field("закончилась", "ended", "moment"),
      words,
      recordedBy: field("записал", "recorded by"),
      heldBy: field("чья", "whose", "code"),
    },
  },
  demands: {
    title: { ru: "Требования", en: "Demands" },
    fields: {
      kind: field("что", "what", "code"),
      receivedOn: field("получено", "received", "day"),
      dueOn: field("срок", "due", "day"),
      how: field("как пришло", "how it came"),
      words,
      closedAt: field("исполнено", "carried out", "moment"),
      takenBackAt: field("взято назад", "taken back", "moment"),
    },
  },
  relations: {
    title: { ru: "Связи с другими клиентами", en: "Relations to other clients" },
    fields: { kind: field("вид", "kind", "code"), since: field("с", "since", "day") },
  },
  plannedTrips: {
    title: { ru: "Планы поездок", en: "Planned trips" },
    fields: {
      startsOn: field("когда", "when", "day"),
      precision: field("точность", "precision", "code"),
      destination: field("куда", "where"),
      companions: field("с кем", "with whom"),
      responsible: field("кто ведёт", "responsible"),
      state,
      recordedOn: field("записано", "recorded", "day"),
    },
  },
  dealings: {
    title: { ru: "Сделки", en: "Dealings" },
    fields: {
      happenedOn: on,
      kind: field("вид", "kind", "code"),
      office,
      staffMember,
      destination: field("куда", "where"),
      companions: field("с кем", "with whom"),
      departsOn: field("отъезд", "departure", "day"),
      returnsOn: field("возвращение", "return", "day"),
      price: field("цена", "price", "money"),
      discount: field("скидка", "discount", "money"),
      redeemed: field("бонусом", "by bonus", "money"),
      paid: field("деньгами", "in money", "money"),
    },
  },
  refunds: {
    title: { ru: "Возвраты", en: "Refunds" },
    fields: { refundedOn: on, card, price: field("сумма", "sum", "money") },
  },
  cards: {
    title: { ru: "Карты", en: "Cards" },
    fields: {
      number: field("номер", "number"),
      cardType: field("вид", "type"),
      state,
      soldOn: field("продана", "sold", "day"),
      soldAt: field("где", "where"),
      price: field("цена", "price", "money"),
      expiresOn: field("действует до", "expires", "day"),
      lastPresentedOn: field("предъявлена", "presented", "day"),
      validThrough: field("бонусы до", "bonus through", "day"),
      balance: field("бонусы", "bonus", "money"),
      deposit: field("депозит", "deposit", "money"),
    },
  },
  cardNumbers: {
    title: { ru: "Номера карт", en: "Card numbers" },
    fields: {
      number: field("номер", "number"),
      state,
      since: field("с", "since", "day"),
      until: field("по", "until", "day"),
      office,
      staffMember,
    },
  },
  renewals: {
    title: { ru: "Замены карт", en: "Renewals" },
    fields: { at, card, state, office, staffMember },
  },
  gracePeriods: {
    title: { ru: "Продления бонусов", en: "Grace periods" },
    fields: {
      givenAt: field("дано", "given", "moment"),
      card,
      through: field("по", "through", "day"),
      reason: field("почему", "why"),
      staffMember,
    },
  },
  presentations: {
    title: { ru: "Предъявления карт", en: "Presentations" },
    fields: { presentedOn: on, card, office, bearer: field("кем", "by whom", "code") },
  },
  ledger: {
    title: { ru: "Бонусы и депозит: все проводки", en: "Bonus and deposit: every posting" },
    fields: {
      happenedOn: on,
      bookedAt: field("проведено", "booked", "moment"),
      card,
      kind: field("что", "what", "code"),
      bonus: field("бонусы", "bonus", "money"),
      deposit: field("депозит", "deposit", "money"),
    },
  },
  adjustments: {
    title: { ru: "Правки бонусов вручную", en: "Bonus changed by hand" },
    fields: {
      adjustedOn: on,
      card,
      amount: field("сумма", "sum", "money"),
      reason: field("почему", "why"),
      staffMember,
    },
  },
  commands: {
    title: { ru: "Операции на кассе", en: "Commands at a till" },
    fields: { bookedAt: at, answer: field("ответ", "answer", "data") },
  },
  touches: {
    title: { ru: "Касания", en: "Touches" },
    fields: {
      on,
      chain: field("цепочка", "chain"),
      reason: field("повод", "reason"),
      purpose: field("цель", "purpose", "code"),
      channel,
      state: field("состояние", "state"),
      movedAt: field("с", "since", "moment"),
      verdicts: field("решения", "verdicts", "data"),
    },
  },
  touchMoves: {
    title: { ru: "Как менялись касания", en: "How touches moved" },
    fields: {
      at,
      chain: field("цепочка", "chain"),
      on: field("день касания", "day of the touch", "day"),
      from: field("из", "from"),
      to: field("в", "to"),
      cause: field("причина", "cause"),
    },
  },
  letters: {
    title: { ru: "Отправленные сообщения", en: "Messages sent" },
    fields: {
      at,
      address: field("куда", "to"),
      chain: field("цепочка", "chain"),
      outcome: field("исход", "outcome", "code"),
      outcomeAt: field("когда стал известен", "known at", "moment"),
      providerSaid: field("что ответил сервер", "what the server said"),
    },
  },
  events: {
    title: { ru: "События из других систем", en: "Events from other systems" },
    fields: {
      happenedOn: on,
      happenedAt: field("время", "moment", "moment"),
      name: field("событие", "event"),
      facts: field("сведения", "facts", "data"),
      recordedAt: field("записано", "recorded", "moment"),
    },
  },
  imports: {
    title: { ru: "Из каких файлов", en: "From which files" },
    fields: {
      at,
      file: field("файл", "file"),
      line: field("строка", "line", "number"),
      change: field("что изменила строка", "what the row changed", "data"),
    },
  },
  changes: {
    title: { ru: "История изменений", en: "History of changes" },
    fields: {
      at,
      field: field("что", "what"),
      before: field("было", "before", "data"),
      after: field("стало", "after", "data"),
      source: field("откуда", "source", "code"),
      staffMember,
    },
  },
  requests: {
    title: { ru: "Запросы, по которым сделаны записи", en: "Requests that made records" },
    fields: { at, key: field("ключ", "key") },
  },
  views: {
    title: { ru: "Кто смотрел ваши данные", en: "Who looked at your data" },
    fields: { at, staffMember, what: field("что", "what", "code") },
  },
} as const satisfies Record<string, { title: Words; fields: Record<string, Field> }>;

export type SectionName = keyof typeof sections;
export const sectionNames = Object.keys(sections) as SectionName[];
export type FieldName<Name extends SectionName> = keyof (typeof sections)[Name]["fields"] & string;

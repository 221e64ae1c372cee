/** What each command does, in a line: `povod --help` lists them without reading any command's code. */
import type { Words } from "../kernel/language.ts";

export const summaries = {
  serve: {
    ru: "запустить программу: страницы, план дня и отправку",
    en: "start the program: its pages, the plan of the day and sending",
  },
  demo: {
    ru: "посмотреть на программу с выдуманной сетью турагентств",
    en: "look at the program with an invented network of travel agencies",
  },
  replay: {
    ru: "что дала бы бонусная программа на прошлых продажах; базе ничего не нужно",
    en: "what the bonus program would have done on past sales; needs no database",
  },
  plan: {
    ru: "план касаний на день: что состоится, а что нет и почему",
    en: "the plan of a day: what happens, what does not, and why",
  },
  forecast: {
    ru: "что будет в эти дни, сколько часов и денег; или что сделала бы цепочка в прошлом",
    en: "what these days will hold, in hours and money; or what a chain would have done in the past",
  },
  explain: {
    ru: "почему клиент получит это касание, почему не то, и когда самое раннее",
    en: "why a client gets this touch, why not that, and when at the earliest",
  },
  "import purchases": {
    ru: "внести покупки из файла: клиенты, карты, бонусы; что уже внесено, не повторится",
    en: "book the purchases of a file: clients, cards, bonuses; what is in already is not booked again",
  },
  "import clients": {
    ru: "внести клиентов из CSV или XLSX: сначала что выйдет и что не так, потом хорошие строки; отменяется целиком",
    en: "take in clients from CSV or XLSX: first what it comes to and what is wrong, then the good rows; can be undone whole",
  },
  "import list": { ru: "импорты клиентов, новые первыми", en: "the imports of clients, the newest first" },
  "import undo": {
    ru: "отменить импорт клиентов целиком; что изменили после него, остаётся",
    en: "take an import of clients back as a whole; what was changed since stays",
  },
  duplicates: {
    ru: "пары записей, которые похожи на одного человека, с оценкой и причинами",
    en: "pairs of records that look like one person, with score and reasons",
  },
  "duplicates list": {
    ru: "пары записей, которые похожи на одного человека, с оценкой и причинами",
    en: "pairs of records that look like one person, with score and reasons",
  },
  "duplicates find": {
    ru: "найти двойников по всей базе; ничего не объединяет",
    en: "look for duplicates in the whole base; merges nothing",
  },
  "duplicates merge": {
    ru: "объединить: CLIENT остаётся, OTHER входит в него",
    en: "merge: CLIENT stays and OTHER becomes part of it",
  },
  "duplicates unmerge": {
    ru: "разъединить: OTHER снова сам по себе",
    en: "take a merge back: OTHER stands by itself again",
  },
  "duplicates apart": {
    ru: "запомнить, что это разные люди: больше не предлагать",
    en: "remember that these are two persons: not proposed again",
  },
  segment: { ru: "показать сохранённые сегменты", en: "show the saved segments" },
  "segment count": { ru: "сколько клиентов в сегменте", en: "how many clients a segment holds" },
  "segment clients": { ru: "клиенты сегмента: код и имя", en: "the clients of a segment: id and name" },
  "segment save": {
    ru: "сохранить условия сегмента под именем",
    en: "save a segment's conditions under a name",
  },
  "segment drop": { ru: "забыть сегмент; клиенты останутся", en: "forget a segment; its clients stay" },
  "chain list": { ru: "цепочки касаний: ● включена, ○ нет", en: "the chains: ● live, ○ not" },
  "chain show": {
    ru: "цепочка в YAML: черновик, а без него включённая",
    en: "a chain as YAML: its draft, else what is live",
  },
  "chain check": {
    ru: "проверить файл цепочки, ничего не сохраняя",
    en: "check a chain's file, saving nothing",
  },
  "chain save": {
    ru: "сохранить черновик цепочки; план он не меняет",
    en: "save a chain's draft; the plan does not change",
  },
  "chain diff": {
    ru: "что изменится в ближайшие дни, если включить черновик",
    en: "what would change in the coming days with the draft switched on",
  },
  "chain try": {
    ru: "что черновик цепочки сделал бы для одного клиента в этот день",
    en: "what a chain's draft would do for one client on a day",
  },
  "chain switch-on": { ru: "включить черновик цепочки", en: "let the plan go by a chain's draft" },
  "chain pause": { ru: "приостановить цепочку", en: "pause a chain" },
  "chain resume": { ru: "возобновить приостановленную цепочку", en: "let a paused chain go on" },
  "chain retire": { ru: "выключить цепочку", en: "retire a chain" },
  "pack list": { ru: "готовые наборы цепочек", en: "the packs of chains that come with the product" },
  "pack switch-on": {
    ru: "включить набор цепочек или некоторые из него",
    en: "switch on a pack of chains, or some of it",
  },
  "pack retire": { ru: "выключить цепочки набора", en: "retire the chains of a pack" },
  "client export": {
    ru: "выгрузить всё, что известно о клиенте, одним архивом",
    en: "export everything that is held about a client as one archive",
  },
  demands: {
    ru: "требования выдать данные, прекратить обработку или уничтожить их, с последним днём срока",
    en: "demands to hand the data out, to stop processing or to erase, with the last day in time",
  },
  "demands record": { ru: "записать требование клиента", en: "record what a client demands" },
  "demands close": {
    ru: "данные выданы, или на требование прекратить обработку ответили",
    en: "the data is handed out, or a demand to stop processing is answered",
  },
  "demands take-back": { ru: "клиент взял требование назад", en: "the client takes a demand back" },
  "demands erase": {
    ru: "уничтожить данные клиента по требованию и составить акт",
    en: "erase a client's data on demand, with an act",
  },
  card: {
    ru: "карта сегодня: состояние, бонусы, депозит, до какого дня и почему; --qr пишет её QR-код как SVG",
    en: "a card today: its state, bonus, deposit, until when and why; --qr writes its QR code as SVG",
  },
  "cards range": {
    ru: "дать офису номера карт для продажи: полные номера, первые 15 цифр или до 13 цифр после наших 77",
    en: "give an office card numbers to sell: whole numbers, their first 15 digits, or up to 13 after our 77",
  },
  "cards ranges": {
    ru: "номера карт по офисам: от какого, до какого и сколько осталось",
    en: "the card numbers of offices: from which, to which, and how many are left",
  },
  burn: {
    ru: "записать в книгу бонусы, сгоревшие по этот день включительно; с --dry-run — только показать их",
    en: "book the bonuses that burned through this day; with --dry-run only show them",
  },
  program: { ru: "показать правила карт по версиям", en: "show the cards' rules, every version of them" },
  "program start": {
    ru: "ввести новые правила с этого дня; что обещано прежними, остаётся",
    en: "start new rules from a day on; what the old ones promised stays",
  },
  grace: {
    ru: "показать отсрочки сгорания, данные офисам и всем картам",
    en: "show the grace periods given to offices and to every card",
  },
  "grace give": {
    ru: "отсрочить сгорание бонусов: одной карте, картам офиса или всем",
    en: "let bonuses be spent for longer: a card's, an office's, or all of them",
  },
  statement: { ru: "выписка по карте за месяц", en: "the statement of a card for a month" },
  statements: {
    ru: "выписки по всем картам за месяц одним файлом или по файлу на карту; прерванная команда продолжает с того же места",
    en: "the statements of all cards for a month in one file, or a file for each; interrupted and run again it goes on",
  },
  "ledger totals": {
    ru: "сколько бонусов начислено, списано, сгорело и осталось на картах",
    en: "how much bonus was issued, redeemed, burned and is outstanding",
  },
  "ledger seal": {
    ru: "опечатать всё записанное в книгу бонусов, чтобы изменение было заметно",
    en: "seal whatever is booked in the ledger, so that a change would be noticed",
  },
  "ledger verify": {
    ru: "сверить книгу бонусов: печати, проводки, остатки, сроки",
    en: "check that the ledger holds together: seals, postings, balances, dates",
  },
  "report bonuses": {
    ru: "сколько бонусов на картах, что сгорит за 30, 60 и 90 дней и по неделям; с --backtest — насколько верны прогнозы",
    en: "bonus on cards, what burns within 30, 60 and 90 days and by week; with --backtest how good forecasts were",
  },
  "report cards": {
    ru: "проданные карты по офисам и месяцам против плана; купленные карты против подаренных",
    en: "cards sold by office and month against the plan; paid cards beside given ones",
  },
  "report effect": {
    ru: "что дала цепочка против контрольной группы: кто вернулся, выручка, спасённые бонусы",
    en: "what a chain brought against its control group: who came back, revenue, bonus that did not burn",
  },
  "report completeness": {
    ru: "насколько мы знаем клиентов, по офисам, и как это росло",
    en: "how much is known of the clients, by office, and how that grew",
  },
  facts: {
    ru: "какие сведения о клиентах нужны и сколько каждое стоит",
    en: "which facts about clients are wanted, and what each is worth",
  },
  "facts set": {
    ru: "назначить сведению вес от 1 до 1000; 0 — больше не нужно",
    en: "give a fact a worth from 1 to 1000; 0: no longer wanted",
  },
  "card-plan": {
    ru: "показать, сколько карт офисы собираются продать за месяц и сколько получить",
    en: "show how many cards offices mean to sell in a month and what they should bring",
  },
  "card-plan set": {
    ru: "задать план продажи карт с месяца, одному офису или всем, у кого нет своего",
    en: "plan the sale of cards from a month on, for one office or for all that have no plan of their own",
  },
  webhook: { ru: "показать вебхуки и их состояние", en: "show the webhooks and how they stand" },
  "webhook add": {
    ru: "сообщать по адресу о том, что происходит; секрет показывается один раз",
    en: "tell an address what happens here; the secret is shown this once",
  },
  "webhook test": { ru: "отправить пробное сообщение", en: "send a test message" },
  "webhook send-again": {
    ru: "отправить снова то, от чего отступились после трёх дней: названные сообщения или все",
    en: "send again what was given up after three days: the messages named, or all of them",
  },
  "webhook enable": {
    ru: "включить вебхук снова; он продолжит с того места, где остановился",
    en: "switch a webhook on again; it goes on where it stood",
  },
  "webhook disable": { ru: "выключить вебхук", en: "switch a webhook off" },
  "webhook secret": {
    ru: "новый секрет; прежние действуют ещё сутки",
    en: "a new secret; the others stay good for a day",
  },
  "user list": {
    ru: "показать сотрудников и кто из них может войти",
    en: "show who works here and who may sign in",
  },
  "user add": {
    ru: "завести сотрудника, который может войти сразу",
    en: "add somebody who may sign in at once",
  },
  "user invite": { ru: "пригласить сотрудника ссылкой", en: "invite somebody by a link" },
  "user reset": { ru: "дать ссылку для нового пароля", en: "make a link to set a new password with" },
  "user disable": { ru: "закрыть вход: сессии завершаются", en: "close an account: its sessions end" },
  "user enable": { ru: "снова открыть вход", en: "open an account again" },
  operators: {
    ru: "сколько времени операторы на телефоне и сколько длится звонок",
    en: "how long operators are on the phone, and how long a call takes",
  },
  "operators set": {
    ru: "задать, сколько минут операторы на телефоне в день недели или в один день",
    en: "say how many minutes operators are on the phone on a day of the week or on one day",
  },
  calendar: {
    ru: "календарь года: выходные, переносы и праздники",
    en: "a year's calendar: days off, moved days and holidays",
  },
  "calendar set": { ru: "сказать, рабочий день или нет", en: "say whether a day is worked" },
  "calendar forget": {
    ru: "вернуть дню то, что говорит календарь страны",
    en: "let the country's calendar say what a day is",
  },
  settings: {
    ru: "показать название, валюту, часовой пояс, язык и правила этикета",
    en: "show the name, currency, zone, language and the figures of the etiquette",
  },
  "settings set": { ru: "изменить одну из настроек", en: "change one of the settings" },
} as const satisfies Record<string, Words>;

export type CommandName = keyof typeof summaries;

/** The Russian of refusals under their English; `*` stands for what a sentence names, in the order of the English. */

/** Whole sentences. */
export const refusalSentences: Readonly<Record<string, string>> = {
  "No such setting: *. Expected *.": "Настройки * нет. Бывают *.",
  "The range * to * ends before it begins.": "Дни с * по *: конец раньше начала.",
  "The range * to * is too long; expected * days at most, none later than * days from today.":
    "С * по * слишком долго: ожидается не больше * дней, и не дальше * дней от сегодняшнего.",
  "The range * to * is over in part; expected days from * on, or days before it.":
    "Дни с * по * прошли частью: ожидаются дни с * или дни до него.",
  "callBackAt: expected a time on the client's clock from * to *, on days off from * to *.":
    "callBackAt: ожидается время по часам клиента с * до *, в выходные с * до *.",
  "*: this address takes no parameters.": "*: у этого адреса параметров нет.",
  "name: expected 1 to 100 characters.": "name: ожидается текст от 1 до 100 знаков.",
  "value: the client has this address already.": "value: этот адрес у клиента уже есть.",
  "code: expected *, got *.": "code: ожидается *, а не *.",
  "A mapping's name has 1 to * characters on one line.": "В имени разметки от 1 до * знаков в одной строке.",
  "The column * cannot hold *; expected one of *.": "В столбце * не может быть *; бывают *.",
  "The file has no column *; it has *.": "Столбца * в файле нет; есть *.",
  "* has no sheet *; it has *.": "В * нет листа *; есть *.",
  "There is no country *; expected two letters such as RU.":
    "Страны * нет; ожидаются две буквы, например RU.",
  "--office: there is no office *.": "--office: офиса * нет.",
  "--office: * offices are called *; name one by its id.":
    "--office: офисов * с именем *; назовите один по id.",
  "The data folder * holds a base that is not the demo's. Name another folder with --data.":
    "В папке * лежит не демонстрационная база. Назовите другую папку: --data.",
  "The data folder * is in use by another Povod.": "Папка данных * занята другим Поводом.",
  "The database in * has stopped: *. What was answered as done is kept. See that there is room on the disk and start the program again.":
    "База данных в * остановилась: *. Всё, что отмечено как сделанное, сохранено. Проверьте место на диске и запустите программу снова.",
  "The database has no room: *. Nothing of this was done; make room on the disk and try again.":
    "Базе данных не хватает места: *. Из этого не сделано ничего; освободите место на диске и повторите.",
  "The database does not answer.": "База данных не отвечает.",
  "The chain * is not live.": "Цепочка * не включена.",
  "The chain * is not paused.": "Цепочка * не на паузе.",
  "The chain * is neither live nor paused.": "Цепочка * не включена и не на паузе.",
  "The chain * has no draft.": "У цепочки * нет черновика.",
  "The chain * has no step *.": "В цепочке * нет шага *.",
  "There is no chain *.": "Цепочки * нет.",
  "The key * was used for another command.": "Ключ * уже был у другой команды.",
  "The key * was used for another event.": "Ключ * уже был у другого события.",
  "The key * was used for another grace period.": "Ключ * уже был у другой отсрочки.",
  "The key * was used for another request.": "Ключ * уже был у другого запроса.",
  "The rules have changed since they were read. Read them again and look at what is different.":
    "Правила успели изменить. Прочитайте их заново и посмотрите, что стало другим.",
  "The issue has changed since it was read. Read it again and look at what is different.":
    "Выпуск успели изменить. Прочитайте его заново и посмотрите, что стало другим.",
  "There is no issue *.": "Выпуска * нет.",
  "Issue * has gone out to somebody and stays as it is.": "Выпуск * уже ушёл и остаётся как есть.",
  "conditions.*: the issue holds an offer (*); expected what it depends on, in plain words.":
    "conditions.*: в выпуске предложение («*»); ожидается, от чего оно зависит, простыми словами.",
  "The chain has changed since it was read. Read it again and look at what is different.":
    "Цепочку успели изменить. Прочитайте её заново и посмотрите, что стало другим.",
  "There is no pack *; expected one of *.": "Набора * нет; есть *.",
  "The pack * has no chain *.": "В наборе * нет цепочки *.",
  "A contact point that is * can become *, not *.": "Контакт в состоянии * может стать *, но не *.",
  "The client has no such contact point.": "Такого контакта у клиента нет.",
  "The client has no such relation.": "Такой связи у клиента нет.",
  "The client has made no such demand.": "Такого требования клиент не предъявлял.",
  "There is no such client.": "Такого клиента нет.",
  "There is no client *; expected a client's id or outside id.":
    "Клиента * нет; ожидается id клиента или его внешний код.",
  "There is no client known as *.": "Клиента с кодом * нет.",
  "Another client is known as *.": "Код * уже у другого клиента.",
  "The record * was merged into the client *.": "Карточка * объединена с клиентом *.",
  "The record * is not merged into this client.": "Карточка * с этим клиентом не объединена.",
  "There is no file *.": "Файла * нет.",
  "There is no card *.": "Карты * нет.",
  "There is a card * already.": "Карта * уже есть.",
  "The card * was never renewed.": "Карту * не перевыпускали.",
  "The new card is made: where it is handed out was chosen.": "Новая карта уже сделана: офис для неё выбран.",
  "The deposit holds *, * was asked for.": "На депозите *, а нужно *.",
  "There is no such wish.": "Такого пожелания нет.",
  "There is no such complaint.": "Такой жалобы нет.",
  "There is no such appointment.": "Такой записи нет.",
  "There is no such planned trip.": "Такой поездки в планах нет.",
  "There is no such trip or visit.": "Такой поездки или визита нет.",
  "There is no such handoff.": "Такой передачи нет.",
  "There is no such staff member.": "Такого сотрудника нет.",
  "There is no such webhook.": "Такого вебхука нет.",
  "This webhook has no such message.": "У этого вебхука такого сообщения нет.",
  "There is no such gift or office.": "Такого подарка или офиса нет.",
  "There is no segment *.": "Сегмента * нет.",
  "There is no import *.": "Загрузки * нет.",
  "There is no mapping *.": "Разметки * нет.",
  "There is no list *.": "Списка * нет.",
  "There is nothing at this address.": "По этому адресу ничего нет.",
  "No letter has this link.": "Такой ссылки нет ни в одном письме.",
  "No staff member has the id *.": "Сотрудника с id * нет.",
  "No API key has the id *.": "Ключа с id * нет.",
  "Nobody here has the e-mail *.": "Почты * ни у кого здесь нет.",
  "Nobody has taken such a call.": "Такого звонка никто не брал.",
  "The call is not this operator's, or has ended.": "Звонок у другого оператора или уже закончен.",
  "This client must not be called any more: since the call was taken, a wish or another fact decided otherwise.":
    "Этому клиенту звонить уже нельзя: после того как звонок взяли, так решило пожелание или другое изменение.",
  "The telephone exchange did not dial: *.": "АТС не позвонила: *.",
  "Somebody has accepted this client already.": "Этого клиента уже приняли.",
  "This handoff is closed.": "Эта передача закрыта.",
  "None of these gifts is left at that office.": "В этом офисе таких подарков не осталось.",
  "More of them are laid by for clients than that.": "Для клиентов отложено больше.",
  "This gift does not wait for the client (any more).": "Этот подарок клиента (уже) не ждёт.",
  "This very file is being read just now; look at it in a minute.":
    "Этот файл как раз читается; загляните через минуту.",
  "The import has gone in; take it back instead of discarding it.":
    "Загрузка уже прошла: её можно отменить, но не отбросить.",
  "The attribute * is there with another type.": "Поле * уже есть, другого вида.",
  "This link was used or is over. Ask for a new one.":
    "Ссылкой уже воспользовались, или её срок вышел. Попросите новую.",
  "Only an owner lets owners in and changes them.": "Владельцев приглашает и меняет только владелец.",
  "Nobody closes the account they are signed in with.": "Свою учётную запись, под которой вошли, не закрыть.",
  "Expected somebody with an e-mail who may sign in.":
    "Ожидается сотрудник с почтой, которому можно входить.",
  "Somebody here already signs in with this e-mail.": "С этой почтой здесь уже входят.",
  "There is no act *.": "Акта * нет.",
  "There is no letter *.": "Письма * нет.",
  "There is no purchase * with the card *.": "Покупки * по карте * нет.",
  "There is no such session of yours.": "Такого входа у вас нет.",
  "Nobody in the demo is *.": "В демонстрации нет никого с именем *.",
  "The bonus can pay * of this purchase, * was asked for.":
    "Бонусами можно оплатить * из этой покупки, а просят *.",
  "The bonus is *, no more can be taken.": "Бонусов *, больше снять нельзя.",
  "*, not by the role *.": "* (роль * не может).",
  "The card * is *.": "Карта *: *.",
  "The card * expired on *.": "Срок карты * вышел *.",
  "The card * waits to be handed out.": "Карту * ещё не выдали.",
  "The number * no longer works: the card goes by another one.":
    "Номер * больше не действует: у карты теперь другой.",
  "The card numbers of the office * are used up; it needs another range.":
    "Номера карт офиса * кончились: нужны новые.",
  "The range overlaps *…* of the office *.": "Эти номера пересекаются с *…* офиса *.",
  "The renewal of the card * is *; expected *.": "Перевыпуск карты *: сейчас *, а ожидается *.",
  "The key * was used for another *.": "Ключ * уже был у другого: *.",
  "stopped by *.": "прервано: *.",
  "This address says of nobody that they may use it.":
    "По этому адресу не сказано, кому его можно открывать.",
  "This request comes from a page of another origin.": "Запрос пришёл со страницы другого сайта.",
  "Povod answers to * only. POVOD_ADDRESS names where it is reached.":
    "Повод отвечает только по адресам: *. Свой адрес называет POVOD_ADDRESS.",
  "POVOD_HOST: expected 127.0.0.1, localhost or ::1, got *. Others are let in once POVOD_ADDRESS says how they reach Povod.":
    "POVOD_HOST: ожидается 127.0.0.1, localhost или ::1, а не *. Других пускают, когда POVOD_ADDRESS говорит, по какому адресу открыт Повод.",
  "Port * on * is taken by another program. Name another one with --port, or 0 for any free one.":
    "Порт * на * занят другой программой. Назовите другой: --port, или 0 для любого свободного.",
  "POVOD_PORT: this user may not listen on port *; expected one above 1023.":
    "POVOD_PORT: этому пользователю порт * не открыть; ожидается порт больше 1023.",
  "DATABASE_URL: no PostgreSQL answers at * (*). Expected postgresql://user:password@host:port/database.":
    "DATABASE_URL: по адресу * PostgreSQL не отвечает (*). Ожидается postgresql://пользователь:пароль@сервер:порт/база.",
  "The data folder * is in use by another Povod (process *). Stop it first, or name another folder with --data.":
    "Папка данных * занята другим Поводом (процесс *). Остановите его или назовите другую папку: --data.",
  "The database was last used by a newer Povod (it has *). Update this program.":
    "С этой базой работал более новый Повод (в ней есть *). Обновите программу.",
  "The client waits for a manager by another handoff already.":
    "Клиент уже ждёт менеджера по другой передаче.",
  "The file itself is the body, as *.": "Телом запроса идёт сам файл: *.",
  "The columns * and * hold the same fact; name one of them ignore.":
    "В столбцах * и * одно и то же: назовите один из них ignore.",
  "The client demanded that their data is no longer used: it may be kept and erased, not changed.":
    "Клиент потребовал не использовать свои данные: их можно хранить и стереть, но не менять.",
  "The profile has changed since it was read. Read it again and look at what is different.":
    "Карточку успели изменить. Прочитайте её заново и посмотрите, что стало другим.",
  "A call with this client or a letter to them is under way. Merge when it is over.":
    "С клиентом как раз говорят, или ему уходит письмо. Объедините, когда это закончится.",
  "The import is *; only one that was previewed can be confirmed.":
    "Подтвердить можно только загрузку, которую просмотрели.",
  "The import has changed nothing; discard it instead of taking it back.":
    "Загрузка ничего не изменила: её можно отбросить, отменять нечего.",
  "The record * was merged into * before that was merged into this client: take that back first.":
    "Карточку * объединили с *, а ту потом с этим клиентом: сначала отмените второе объединение.",
  "This is the last account that can let people in. Make another owner or administrator first.":
    "Это последняя учётная запись, которая может приглашать. Сначала заведите другого владельца или администратора.",
  "The first account is made on the machine itself: povod user add --role owner.":
    "Первую учётную запись заводят на самой машине: povod user add --role owner.",
  "The first account is made already. Sign in, or ask for an invitation.":
    "Первая учётная запись уже есть. Войдите или попросите приглашение.",
  "Only a demand to erase that was not taken back is carried out.":
    "Исполнить можно только требование стереть данные, которое не отозвали.",
  "The client asked for their data and has not got it yet: hand it out first.":
    "Клиент просил свои данные и ещё не получил: сначала выдайте их.",
  "There is a deposit on a card: it is the client's own money and is paid out first.":
    "На карте депозит: это деньги самого клиента, сначала их возвращают.",
  "A message or a call to the client is on its way; try again when it is known how it ended.":
    "Клиенту уходит сообщение или идёт звонок: повторите, когда станет ясно, чем это кончилось.",
  "A demand to erase is closed by the erasure, and then for good.":
    "Требование стереть данные закрывает само стирание, и насовсем.",
  "The demand was taken back.": "Требование отозвано.",
  "--bad-rows: * cannot be written (*).": "--bad-rows: * не записать (*).",
  "*: 1 row does not fit; the other * would go in.": "*: не подходит 1 строка; прошло бы остальных: *.",
  "*: 1 row does not fit; the other * are in.": "*: не подошла 1 строка; прошло остальных: *.",
  "*: * rows do not fit; the other * would go in.": "*: не подходит строк: *; прошло бы остальных: *.",
  "*: * rows do not fit; the other * are in.": "*: не подошло строк: *; прошло остальных: *.",
  "*: * left out; the other * are in.": "*: *; прошло остальных: *.",
  "*: 1 row does not fit, nothing was replayed:*": "*: не подходит 1 строка, ничего не проиграно:*",
  "*: * rows do not fit, nothing was replayed:*": "*: не подходит строк: *, ничего не проиграно:*",
};

/** What is wrong with a file that was brought: `purchases.csv, line 3: the line is longer than …`. */
export const fileMisfits: Readonly<Record<string, string>> = {
  "no such file": "такого файла нет",
  "not allowed to read it": "читать этот файл нельзя",
  "lines end with CR alone; expected LF or CR LF": "строки кончаются одним CR; ожидается LF или CR LF",
  "the table is empty, expected headings and rows": "таблица пуста, ожидаются заголовки и строки",
  "expected a CSV file, this is a folder": "ожидается файл CSV, а это папка",
  "expected a file that can be read twice, this is a pipe":
    "ожидается файл, который читается дважды, а это поток",
  'a quote (") that opens in this row is not closed; expected a closing quote':
    'кавычка (") в этой строке открыта и не закрыта',
  "byte * (*) is not UTF-8; expected UTF-8, save the file in that encoding":
    "байт * (*) не из UTF-8: сохраните файл в кодировке UTF-8",
  "byte * is zero: this is not a text file, expected CSV in UTF-8":
    "байт * нулевой: это не текст, ожидается CSV в UTF-8",
  "the file is empty, expected a header with client,date,amount":
    "файл пуст, ожидается заголовок client,date,amount",
  "the file is empty, expected a table with headings": "файл пуст, ожидается таблица с заголовками",
  "the file is UTF-16; expected UTF-8, save it in that encoding": "файл в UTF-16: сохраните его в UTF-8",
  "the file was changed while it was read; nothing of it is in, bring it again when nobody writes to it":
    "файл изменили, пока его читали; из него ничего не внесено: загрузите его снова, когда в него никто не пишет",
  "the file is larger than * MiB; use the command line": "файл больше * МиБ: загрузите его командой",
  "the line is longer than * bytes; expected one purchase a line, ended by LF or CR LF":
    "строка длиннее * байт; ожидается по покупке в строке, в конце LF или CR LF",
  "the line is longer than * characters; expected one client a line":
    "строка длиннее * знаков; ожидается по клиенту в строке",
  "this is a workbook or an archive (ZIP); expected CSV, save the sheet as CSV in UTF-8":
    "это книга Excel или архив (ZIP): сохраните лист как CSV в UTF-8",
  "this is an archive, not a workbook; expected CSV or XLSX":
    "это архив, а не книга Excel; ожидается CSV или XLSX",
  "this is an empty archive; expected CSV or XLSX": "это пустой архив; ожидается CSV или XLSX",
  "this is an old (XLS) or a password-protected workbook; expected CSV or XLSX, save it as XLSX without a password":
    "это старая книга Excel (XLS) или книга под паролем: сохраните её как XLSX без пароля",
  "this is a PDF; expected CSV or XLSX": "это PDF; ожидается CSV или XLSX",
  "this is not a text file; expected CSV or XLSX": "это не текст; ожидается CSV или XLSX",
  "the header lacks the column *; expected client,date,amount, got *":
    "в заголовке нет столбца *; ожидается client,date,amount, а там *",
  "the header lacks the columns *; expected client,date,amount, got *":
    "в заголовке нет столбцов *; ожидается client,date,amount, а там *",
  "the header names the column * twice": "столбец * в заголовке дважды",
  "more than * columns": "столбцов больше *",
  "the workbook has no sheet": "в книге нет листов",
  "the workbook is damaged (*)": "книга повреждена (*)",
  "* is larger than * MiB; split the file": "* больше * МиБ: разделите файл",
  "a cell has more than * characters": "в ячейке больше * знаков",
  "none of the first rows has a heading we know; write one such as ФИО, Телефон or Email above its column and bring the file again; the first row is *; --columns 'HEADING=FACT' names a heading of your own":
    "в первых строках нет ни одного знакомого заголовка; впишите над столбцом хотя бы один, например ФИО, Телефон или Email, и принесите файл снова; первая строка: *; свой заголовок называет --columns 'ЗАГОЛОВОК=ФАКТ'",
  "none of the first rows has a heading we know; write one such as ФИО, Телефон or Email above its column and bring the file again; the first row is *":
    "в первых строках нет ни одного знакомого заголовка; впишите над столбцом хотя бы один, например ФИО, Телефон или Email, и принесите файл снова; первая строка: *",
};

/** What was expected of a field: `office: expected an office's id.` */
export const expectedThings: Readonly<Record<string, string>> = {
  "*, got *": "*, а не *",
  "a whole number from * to *": "целое число от * до *",
  "hours within *, such as 10:00-19:00": "время в пределах *, например 10:00-19:00",
  "02-28 or 03-01": "02-28 или 03-01",
  "ru or en": "ru или en",
  "whole letters: one is cut in two": "целые буквы: одна разрезана пополам",
  "an ISO 4217 code such as RUB or USD": "код валюты, например RUB или USD",
  "a currency with hundredths, and * has * decimals": "валюта с сотыми долями, а у * знаков после запятой: *",
  "an IANA zone such as Europe/Moscow": "часовой пояс, например Europe/Moscow",
  "1 to 200 characters": "текст от 1 до 200 знаков",
  "a day of the week or one day": "день недели или один день",
  "an office's id": "id офиса",
  "an office's id or its name": "id или имя офиса",
  "ids of offices": "список id офисов",
  "one of your offices": "один из ваших офисов",
  "at least one office for the role *": "хотя бы один офис для роли *",
  "a manager's id": "id менеджера",
  "a staff member's id": "id сотрудника",
  "another client": "другой клиент",
  "a day to come": "день, который ещё впереди",
  "the words in the business's language": "текст на языке компании",
  "both a subject and a text, or neither": "и тема, и текст, или ни того, ни другого",
  "today or a day to come": "сегодня или день впереди",
  "a day that is here already": "день, который уже наступил",
  "a day that has come": "день, который уже наступил",
  "a day that has passed": "день, который уже прошёл",
  "a day not yet past": "день, который ещё не прошёл",
  "a day as YYYY-MM-DD": "день как ГГГГ-ММ-ДД",
  "a day, YYYY-MM-DD": "день как ГГГГ-ММ-ДД",
  "a day that the month has": "день, который есть в этом месяце",
  "a day since *": "день не раньше *",
  "a day after *": "день после *",
  "a day at least": "хотя бы день",
  "a day after the departure, two years later at most": "день после отъезда, не позже чем через два года",
  "the day of departure of a trip": "день отъезда",
  "the day of return of a trip": "день возвращения",
  "nothing, since a visit is no trip": "пусто: визит не поездка",
  "a moment that has passed": "момент, который уже прошёл",
  "a moment to come": "момент, который ещё впереди",
  "a time to come, within * days": "время впереди, не дальше * дней",
  "a promised time where the outcome is call_back, and none elsewhere":
    "обещанное время при исходе call_back, а при других пусто",
  "a wish where the outcome is do_not_disturb, and none elsewhere":
    "пожелание при исходе do_not_disturb, а при других пусто",
  "an outcome in which the client was spoken to, where answers are told":
    "исход, в котором с клиентом поговорили, раз есть ответы",
  "what the client said": "что сказал клиент",
  "the first day of the month": "первое число месяца",
  "the first day of the season": "первое число времени года",
  "the first day of March, June, September or December": "первое марта, июня, сентября или декабря",
  "a month not yet past": "месяц, который ещё не прошёл",
  "a season not yet past": "время года, которое ещё не прошло",
  "a sum such as 4860.00": "сумма, например 4860.00",
  "a sum above zero": "сумма больше нуля",
  "a sum other than zero": "сумма, отличная от нуля",
  "at most *, which is left of the purchase": "не больше *: столько осталось от покупки",
  "at most the * that is paid in money": "не больше *: столько платят деньгами",
  "a phone number such as +7 912 345-67-89": "номер телефона, например +7 912 345-67-89",
  "an e-mail address": "адрес электронной почты",
  "some text": "текст",
  "a number": "число",
  "true or false": "true или false",
  "1 row does not fit and was": "не подошла и пропущена 1 строка",
  "* rows do not fit and were": "не подошло и пропущено строк: *",
  "sixteen digits": "шестнадцать цифр",
  "what the page before gave as `next`": "то, что прошлая страница дала как `next`",
  "a JSON object such as *": "объект JSON, например *",
  blocked: "заблокирована",
  expired: "срок вышел",
  replaced: "заменена",
  "not asked for": "не начат",
  asked: "спросили",
  office_chosen: "офис выбран",
  made: "сделана",
  arrived: "доставлена",
  handed_out: "выдана",
  command: "команда",
  event: "событие",
  "grace period": "отсрочка",
  request: "запрос",
  "A bonus is changed by hand by a manager, an owner or an administrator":
    "Бонусы вручную меняет менеджер, владелец или администратор",
  "A grace period is given by an owner or an administrator": "Отсрочку даёт владелец или администратор",
  "one of *": "одно из *",
  "a time of day and a later one, such as 10:00 and 19:00":
    "время и более позднее время, например 10:00 и 19:00",
  "the name of an attribute that the business keeps": "имя поля, которое ведёт компания",
  "some where the type is choice, and none elsewhere": "список вариантов для вида choice, а для других пусто",
  "a channel where the scope is one channel, and none elsewhere":
    "способ, если пожелание об одном способе, иначе пусто",
  "any: consent to processing is about no channel": "any: согласие на обработку не о способе связи",
  "each fact once": "каждый факт по одному разу",
  "an id that the request has once": "id, который в запросе один раз",
  "exactly one of number, qr and phone": "ровно одно из number, qr и phone",
  "a type of card that there is a program for": "вид карты, для которого есть программа",
  "a name": "имя",
  "least not above most": "наименьшее не больше наибольшего",
  "a card with a bonus: on this one it burned on * and can be given back by hand":
    "карта с бонусами: на этой они сгорели *, и вернуть их можно вручную",
  "a card that was presented lately: what is given now would burn at once":
    "карта, которую недавно предъявляли: на этой бонусы сгорели бы сразу",
  "the id of the office where the card is handed out": "id офиса, где выдадут карту",
  "nothing: the office was chosen before": "пусто: офис уже выбран",
  "nothing: a renewed card has its number once it is made": "пусто: номер появится, когда карту сделают",
  "sixteen digits, the last of them the check digit of the others":
    "номер из шестнадцати цифр, последняя проверочная",
  "an https address, or http on this machine": "адрес https или http на этой машине",
  "an https address on the public network, without a user or a password":
    "адрес https в открытой сети, без имени и пароля",
  "a sum such as 500.00": "сумма, например 500.00",
  "per cent from 0 to 100, such as 2.5": "процент от 0 до 100, например 2.5",
  "an ISO period such as P6M": "срок по ISO 8601, например P6M",
  "a day from *, when the card was sold, through *": "день с *, когда карту продали, по *",
  "a number of the selling office; * is of a range of the office *":
    "номер того офиса, который продаёт; * из номеров офиса *",
  "a number of a range of the office *": "номер из номеров офиса *",
  "a number from * on": "номер от * и дальше",
  "a card's number, its first fifteen digits, or up to thirteen digits":
    "номер карты, его первые пятнадцать цифр или не больше тринадцати цифр",
  "a client's id, or a new client's name, where the bearer is a client, and nothing elsewhere":
    "id клиента или имя нового, если карту принёс клиент, иначе пусто",
  "another day: on * version * starts": "другой день: с * действует версия *",
  "an address that starts with http:// or https://, with {phone} and {line} in it":
    "адрес с http:// или https:// в начале, а в нём {phone} и {line}",
  "an address that starts with *": "адрес, который начинается с *",
  "GET, POST or PUT": "GET, POST или PUT",
  "the file of the key that POVOD_DKIM_SELECTOR names": "файл ключа, который называет POVOD_DKIM_SELECTOR",
  "the name under which DNS has the public key, such as povod":
    "имя, под которым открытый ключ лежит в DNS, например povod",
  "at least * characters": "не меньше * знаков",
  "small Latin letters and dashes, such as contract-signed":
    "имя из строчной латиницы и дефисов, например contract-signed",
  "a day from 1900 to * years ahead": "день с 1900 года и не дальше * лет вперёд",
  "at most * of them": "не больше *",
  "names of Latin letters, digits, dashes and underscores":
    "имя из латинских букв, цифр, дефисов и подчёркиваний",
  "a list of conditions": "список условий",
  "a list of * to *": "список: от * до * в нём",
  "a condition such as *": "условие, например *",
  "conditions of a segment": "условия сегмента",
  "no such field, only *": "другое поле: такого нет, есть *",
  "an id": "id",
  "text of at most * characters": "текст не длиннее * знаков",
  "text of at most * characters, a number, true or false": "текст не длиннее * знаков, число, true или false",
};

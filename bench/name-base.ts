/**
 * Clients with Russian names as frequent as they are, made by the database: some two hundred family names make half of
 * them, forty thousand rare ones the rest; phone, e-mail and card each. Every value follows from the client's number.
 */
import { list, sql, type Connection } from "../src/database/sql.ts";

export const families =
  "Иванов Смирнов Кузнецов Попов Васильев Петров Соколов Михайлов Новиков Фёдоров Морозов Волков Алексеев Лебедев Семёнов Егоров Павлов Козлов Степанов Николаев Орлов Андреев Макаров Никитин Захаров Зайцев Соловьёв Борисов Яковлев Григорьев Романов Воробьёв Сергеев Кузьмин Фролов Александров Дмитриев Королёв Гусев Киселёв Ильин Максимов Поляков Сорокин Виноградов Ковалёв Белов Медведев Антонов Тарасов Жуков Баранов Филиппов Комаров Давыдов Беляев Герасимов Богданов Осипов Сидоров Матвеев Титов Марков Миронов Крылов Куликов Карпов Власов Мельников Денисов Гаврилов Тихонов Казаков Афанасьев Данилов Савельев Тимофеев Фомин Чернов Абрамов Мартынов Ефимов Федотов Щербаков Назаров Калинин Исаев Чернышёв Быков Маслов Родионов Коновалов Лазарев Воронин Климов Филатов Пономарёв Голубев Кудрявцев Прохоров Наумов Потапов Журавлёв Овчинников Трофимов Леонов Соболев Ермаков Колесников Гончаров Емельянов Никифоров Грачёв Котов Гришин Ефремов Архипов Громов Кириллов Малышев Панов Моисеев Румянцев Акимов Кондратьев Бирюков Горбунов Анисимов Еремин Тихомиров Галкин Лукьянов Михеев Скворцов Юдин Белоусов Нестеров Симонов Прокофьев Харитонов Князев Цветков Левин Митрофанов Воронов Аксёнов Софронов Мальцев Логинов Горшков Савин Краснов Майоров Демидов Елисеев Рыбаков Сафонов Плотников Дёмин Хохлов Фадеев Молчанов Игнатов Литвинов Ершов Ушаков Дементьев Рябов Мухин Калашников Леонтьев Лобанов Кузин Корнеев Евдокимов Бородин Платонов Некрасов Балашов Бобров Жданов Блинов Игнатьев Коротков Муравьёв Крюков Беляков Богомолов Дроздов Лавров Зуев Петухов Ларин Никулин Серов Терентьев Зотов Устинов Фокин Самойлов Константинов Сахаров Шишкин Самсонов Черкасов Чистяков Носов Спиридонов Карасёв Авдеев Воронцов Зверев Владимиров Селезнёв Нечаев Кудряшов Седов Фирсов Андрианов Панин Головин Терехов Ульянов Шестаков Агеев Никонов Селиванов Баженов Гордеев Кожевников Пахомов Зимин Костин Широков Филимонов Ларионов Овсянников Сазонов Суворов Нефёдов Корнилов Любимов Львов Горбачёв Копылов Лукин Токарев Кулешов Шилов Большаков Панкратов Родин Шаповалов Покровский Бочаров Никольский Маркин Горелов Агафонов Березин Ермолаев Зубков Куприянов Трифонов Масленников Круглов Третьяков Колосов Рожков Артамонов Шмелёв Лаптев Лапшин Федосеев Зиновьев Зорин Уткин Столяров Зубов Ткачёв Дорофеев Антипов Завьялов Свиридов Золотарёв Кулаков Мещеряков Макеев Дьяконов Гуляев Петровский Бондарев Поздняков Панфилов Кочетков Суханов Рыжов Старостин Калмыков Колесов Золотов Кравцов Субботин Шубин Щукин Лосев Винокуров Лапин Парфёнов Исаков Голованов Коровин Ростовцев Артёмов Козырев Русаков Алешин Крючков Булгаков Кошелев Сычёв Синицын";
export const men =
  "Александр Сергей Дмитрий Алексей Андрей Максим Евгений Иван Михаил Николай Владимир Артём Денис Павел Роман Илья Антон Игорь Олег Виктор Юрий Константин Виталий Вячеслав Владислав Анатолий Пётр Егор Никита Кирилл Василий Валерий Борис Григорий Фёдор Станислав Руслан Вадим Тимур Степан Лев Геннадий Эдуард Глеб Семён";
const women =
  "Елена Анна Ольга Татьяна Наталья Ирина Мария Екатерина Светлана Анастасия Юлия Людмила Марина Галина Валентина Надежда Дарья Любовь Ксения Виктория Александра Оксана Вера Лариса Алина Евгения Нина Полина Кристина Тамара Алёна София Лидия Яна Инна Елизавета Алла Вероника Жанна Маргарита Диана Зоя Эльвира Эмилия Раиса";
export const fathers =
  "Александр Сергей Владимир Николай Виктор Алексей Иван Михаил Анатолий Юрий Евгений Валентин Борис Степан Павел Леонид Роман Андрей Антон Игорь Олег Максим Вячеслав Семён Константин";
export const starts =
  "Бар Вал Гор Дун Жур Зал Кар Лоп Мур Нег Ост Пол Рус Сам Тур Ус Фар Хар Цар Чер Шел Щук Юр Яр Бел Вор Гал Дем Кол Мал";
export const middles =
  "а ад ак ал ам ан ар ас ат ев ег ен ер ик ил ин ир ич об од ок ол ом он ор ос от уб уг ук ун ур ух ыг ыл ын ыш яг як яч";
export const endings = "ов ев ин ский цкий енко ук ко ан ян";

const words = (text: string) => list(text.split(" "), "text");

/** Into an empty, migrated database. The indexes are made once over what is there; the words of names by their trigger. */
export async function generateNames(db: Connection, clients: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`
      create function pg_temp.roll(what text, i integer, sides integer) returns integer language sql immutable
        as $$ select (('x' || substr(md5(what || i::text), 1, 7))::bit(28)::integer % sides) $$`.execute(trx);
    await sql`
      create temporary table person on commit drop as
      select i, lpad(to_hex(i), 32, '0')::uuid as id, i % 2 = 0 as woman,
        case when pg_temp.roll('rare', i, 2) = 0
          then families[1 + floor(power(pg_temp.roll('family', i, 1000) / 1000.0, 2) * cardinality(families))::int]
          else starts[1 + pg_temp.roll('start', i, cardinality(starts))] || middles[1 + pg_temp.roll('middle', i, cardinality(middles))]
            || middles[1 + pg_temp.roll('second', i, 3)] || endings[1 + pg_temp.roll('ending', i, cardinality(endings))]
        end as family,
        case when i % 2 = 0 then women[1 + floor(power(pg_temp.roll('given', i, 1000) / 1000.0, 2) * cardinality(women))::int]
          else men[1 + floor(power(pg_temp.roll('given', i, 1000) / 1000.0, 2) * cardinality(men))::int] end as given,
        fathers[1 + pg_temp.roll('father', i, cardinality(fathers))] as father
      from generate_series(1, ${clients}::int) as i
      cross join (select ${words(families)} as families, ${words(men)} as men, ${words(women)} as women,
        ${words(fathers)} as fathers, ${words(starts)} as starts, ${words(middles)} as middles, ${words(endings)} as endings
      ) as lists`.execute(trx);
    const { rows } = await sql<{ name: string; definition: string }>`
      select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
      where indrelid in ('client'::regclass, 'contact_address'::regclass, 'card_number'::regclass)
        and not indisprimary`.execute(trx);
    for (const { name } of rows) await sql`drop index ${sql.raw(name)}`.execute(trx);
    await sql`
      insert into client (id, family_name, given_name, patronymic, created_on)
      select id,
        case when not woman then family
          when family ~ '(ский|цкий)$' then left(family, -2) || 'ая' when family ~ '(ов|ев|ёв|ин|ын)$' then family || 'а'
          else family end,
        given,
        case when father ~ 'й$' then left(father, -1) || case when woman then 'евна' else 'евич' end
          else father || case when woman then 'овна' else 'ович' end end,
        date '2024-01-01'
      from person`.execute(trx);
    await sql`
      insert into contact_point (client_id, id, kind, value, since)
      select id, lpad(to_hex(i), 32, '1')::uuid, 'phone',
        '+79' || lpad(((i * 7919::bigint * 104729) % 1000000000)::text, 9, '0'), date '2024-01-01'
      from person
      union all
      select id, lpad(to_hex(i), 32, '2')::uuid, 'email',
        substr(md5(i::text), 1, 3 + i % 5) || '.' || substr(md5('mail' || i), 1, 6)
          || (array['@mail.ru', '@yandex.ru', '@gmail.com', '@firma' || i % 900 || '.ru'])[1 + i % 4], date '2024-01-01'
      from person where i % 5 < 3`.execute(trx);
    await sql`insert into contact_address (kind, value, client_id) select kind, value, client_id from contact_point`.execute(
      trx,
    );
    await sql`
      insert into card (client_id, id, number, sold_on, price, expires_on, last_presented_on, valid_through)
      select id, id, lpad(i::text, 15, '0') || i % 10, '2024-01-01', 50000, '2027-01-01', '2026-06-01', '2026-12-01'
      from person where i % 10 < 8`.execute(trx);
    await sql`insert into card_number (number, client_id, card_id) select number, client_id, id from card`.execute(
      trx,
    );
    for (const { definition } of rows) await sql`${sql.raw(definition)}`.execute(trx);
  });
  await sql`analyze`.execute(db);
}

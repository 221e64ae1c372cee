/** The issues of the demo's newsletter: every fourteen days, the last one today. */
import { formatDay, type EpochDay } from "../kernel/calendar.ts";
import type { Words } from "../kernel/language.ts";
import type { IssueRow } from "./rows.ts";

export interface Issue {
  number: number;
  on: EpochDay;
  subject: Words;
  body: Words;
}

const everyDays = 14;
const firstNumber = 41;

/** Useful first, and every offer with all of its conditions. The oldest first. */
const texts: readonly { subject: Words; body: Words }[] = [
  {
    subject: {
      ru: "Загранпаспорт: сколько месяцев запаса нужно",
      en: "How many months your passport must have left",
    },
    body: {
      ru: "Большинству стран мало паспорта, который действует до конца поездки. Таиланд, ОАЭ, Вьетнам и Египет просят шесть месяцев со дня въезда, Турция просит 150 дней, Грузии достаточно срока самой поездки. Новый паспорт делают до месяца, так что посмотрите на дату заранее.\n\nПроверить дату может менеджер любого нашего офиса: позвоните или зайдите, это бесплатно и ни к чему не обязывает.",
      en: "For most countries a passport good for the trip alone is not enough. Thailand, the UAE, Vietnam and Egypt ask for six months from the day of entry, Turkey for 150 days, Georgia only for the trip itself. A new passport takes up to a month, so look at the date in good time.\n\nA manager at any of our offices will check it for you: call or come in, free of charge and without obligation.",
    },
  },
  {
    subject: {
      ru: "Осень на Кавминводах: как выбрать санаторий",
      en: "Autumn at the Caucasus spas: how to choose",
    },
    body: {
      ru: "Кисловодск берут ради воздуха и терренкуров, Ессентуки ради желудка, Пятигорск ради суставов, Железноводск ради тишины. Для лечения нужна санаторно-курортная карта: её выписывает терапевт, она действует год.\n\nПри поездке от 10 ночей до 20 декабря мы оплачиваем трансфер из аэропорта Минеральных Вод. Условия: бронь в нашем офисе, проживание двоих, один трансфер туда и обратно на номер; с другими предложениями не складывается.",
      en: "Kislovodsk is for the air and the walks, Essentuki for digestion, Pyatigorsk for joints, Zheleznovodsk for quiet. Treatment needs a health resort record: your doctor writes it, it is good for a year.\n\nFor stays of 10 nights or more that end by 20 December we pay the transfer from Mineralnye Vody airport. Conditions: booked at our office, two people, one transfer each way per room; not combined with other offers.",
    },
  },
  {
    subject: { ru: "Что положить в аптечку к морю", en: "What to pack in the medicine bag" },
    body: {
      ru: "От солнца, от желудка, от аллергии, пластырь, термометр и то, что Вы принимаете каждый день, с запасом на три дня. Лекарства по рецепту везите в упаковке и с копией рецепта; в ОАЭ список запрещённых веществ длиннее нашего, и простой сироп от кашля может в него попасть.\n\nСтраховой полис сфотографируйте: звонить нужно до визита к врачу, а не после.",
      en: "For sun, stomach and allergy, plasters, a thermometer, and what you take every day with three days to spare. Carry prescription medicine in its box with a copy of the prescription; the UAE bans more substances than we do, an ordinary cough syrup among them.\n\nTake a photo of your insurance policy: call them before you see a doctor, not after.",
    },
  },
  {
    subject: {
      ru: "Новый год в пути: где ещё есть места",
      en: "New Year on the road: where there is still room",
    },
    body: {
      ru: "Места на 29 декабря – 9 января остались в Калининграде, Нижнем Новгороде и на Хайнане; в Сочи и на Красной Поляне выбирать уже почти не из чего.\n\nКто бронирует новогоднюю поездку до конца месяца, платит за неё в два приёма без наценки. Условия: половина при брони, половина за 21 день до выезда; при отказе удерживается то, что удержала гостиница; действует во всех офисах.",
      en: "For 29 December to 9 January there is room in Kaliningrad, Nizhny Novgorod and on Hainan; Sochi and Krasnaya Polyana are almost full.\n\nBook a New Year trip by the end of the month and pay in two parts at no extra charge. Conditions: half at booking, half 21 days before departure; if you cancel we keep only what the hotel keeps; at all offices.",
    },
  },
  {
    subject: {
      ru: "Ручная кладь: что поменялось у авиакомпаний",
      en: "Cabin bags: what airlines have changed",
    },
    body: {
      ru: "Сумку до 5 кг авиакомпания обязана взять бесплатно, а размеры у всех свои: чаще всего 55 × 40 × 20 см. Внешние аккумуляторы возят только с собой, до 100 Вт·ч, и в полёте от них нельзя заряжаться.\n\nЕсли билет купили у нас, норму багажа по Вашему рейсу подскажет менеджер: она стоит в строке «багаж» маршрутной квитанции.",
      en: "An airline must carry a bag of up to 5 kg free of charge, but each has its own size: most often 55 × 40 × 20 cm. Power banks travel in the cabin only, up to 100 Wh, and may not be used in flight.\n\nIf you bought the ticket from us, your manager will tell you the allowance: it is in the line “baggage” of the itinerary receipt.",
    },
  },
  {
    subject: { ru: "Раннее бронирование: когда оно выгодно", en: "Early booking: when it pays" },
    body: {
      ru: "Летняя Турция дешевле всего в декабре и январе, Алтай и Камчатка в феврале, Калининград в марте. Разница с ценой за месяц до выезда 15–30 %, но и вернуть деньги труднее: чем дешевле тариф, тем раньше отель перестаёт их возвращать.\n\nДо 31 января бронь лета можно переписать на другие даты один раз бесплатно. Условия: та же гостиница или дороже, выезд до 30 сентября, переписать не позже чем за 45 дней до выезда; билеты по правилам авиакомпании.",
      en: "Summer in Turkey is cheapest in December and January, Altai and Kamchatka in February, Kaliningrad in March. The gap to the price a month ahead is 15–30 %, yet the cheaper the fare, the earlier the hotel stops refunding.\n\nUntil 31 January a summer booking can be moved to other dates once, free of charge. Conditions: the same hotel or a dearer one, departure by 30 September, moved no later than 45 days ahead; tickets by the airline's rules.",
    },
  },
  {
    subject: {
      ru: "Короткие выходные: пять городов без отпуска",
      en: "Short weekends: five towns without taking leave",
    },
    body: {
      ru: "Казань, Нижний Новгород, Суздаль, Санкт-Петербург и Калининград умещаются в два-три дня. Лучшие поезда уходят вечером пятницы, и их раскупают за три недели; гостиницы в центре Суздаля за пять.\n\nНа поездки до трёх ночей с выездом до конца марта экскурсия по городу входит в цену. Условия: пешая, группа до 12 человек, на русском языке, в субботу в 11:00; заменить деньгами нельзя; бронь в любом нашем офисе.",
      en: "Kazan, Nizhny Novgorod, Suzdal, St Petersburg and Kaliningrad fit into two or three days. The best trains leave on Friday evening and sell out three weeks ahead, hotels in the middle of Suzdal five.\n\nTrips of up to three nights that leave by the end of March include a tour of the town. Conditions: on foot, groups of up to 12, in Russian, on Saturday at 11:00; not exchangeable for money; booked at any of our offices.",
    },
  },
];

export const issuesUntil = (today: EpochDay): Issue[] =>
  texts.map((text, index) => ({
    number: firstNumber + index,
    on: (today - everyDays * (texts.length - 1 - index)) as EpochDay,
    ...text,
  }));

export const issueRow = ({ number, on, subject, body }: Issue): IssueRow => ({
  number,
  issue_on: formatDay(on),
  subject: JSON.stringify(subject),
  body: JSON.stringify(body),
});

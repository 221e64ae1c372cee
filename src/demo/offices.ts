/** The travel company of the demo: its offices and the people who work there. Everybody in it is invented. */
import type { EpochDay } from "../kernel/calendar.ts";
import { defaultProgram } from "../loyalty/program.ts";
import type { Dice } from "./dice.ts";

export const companyName = "Меридиан";
/** Whose day is today. */
export const companyZone = "Europe/Moscow";

export type OfficeRow = {
  id: string;
  name: string;
  city: string;
  address: string;
  zone: string;
  phone: string;
  opens: string;
  closes: string;
};

export type CardPlanRow = {
  office_id: string;
  from_month: string;
  cards_least: number;
  cards_most: number;
  income_least: bigint;
  income_most: bigint;
};

export type StaffRow = { id: string; office_id: string | null; name: string; role: StaffRole };
export type StaffRole = "operator" | "manager" | "desk" | "marketer" | "owner" | "administrator";

export interface Office extends OfficeRow {
  /** Of a hundred clients, how many are at home here. */
  share: number;
  sellers: string[];
}

export interface Company {
  offices: Office[];
  plans: CardPlanRow[];
  staff: StaffRow[];
  operators: string[];
}

/** So many of a hundred clients and an office has the plan of all; a larger one sells more. */
const ordinaryShare = 12;

/** What an office of this share means to sell, a card at the usual price. */
function planOf({ id, share }: Office): CardPlanRow {
  const [cards_least, cards_most] = [Math.round(share * 1.6), Math.round(share * 2)];
  const price = defaultProgram.cardPrice;
  return {
    office_id: id,
    from_month: "1970-01-01",
    cards_least,
    cards_most,
    income_least: price * BigInt(cards_least),
    income_most: price * BigInt(cards_most),
  };
}

interface Place {
  name: string;
  city: string;
  address: string;
  zone: string;
  phone: string;
  share: number;
  managers: string[];
  desk: string[];
}

const places: readonly Place[] = [
  {
    name: "На Тверской",
    city: "Москва",
    address: "Тверская улица, 18, корпус 1",
    zone: "Europe/Moscow",
    phone: "+74950000118",
    share: 28,
    managers: ["Мельникова Ольга", "Громов Артём"],
    desk: ["Сафина Алия"],
  },
  {
    name: "На Ленинском",
    city: "Москва",
    address: "Ленинский проспект, 62",
    zone: "Europe/Moscow",
    phone: "+74950000162",
    share: 20,
    managers: ["Крылов Денис"],
    desk: ["Власова Ирина"],
  },
  {
    name: "На Малышева",
    city: "Екатеринбург",
    address: "улица Малышева, 51",
    zone: "Asia/Yekaterinburg",
    phone: "+73430000151",
    share: 24,
    managers: ["Уфимцева Татьяна", "Шестаков Павел"],
    desk: ["Рогова Марина"],
  },
  {
    name: "На Уралмаше",
    city: "Екатеринбург",
    address: "проспект Космонавтов, 36",
    zone: "Asia/Yekaterinburg",
    phone: "+73430000136",
    share: 10,
    managers: ["Зырянова Елена"],
    desk: ["Пермяков Илья"],
  },
  {
    name: "На Светланской",
    city: "Владивосток",
    address: "Светланская улица, 29",
    zone: "Asia/Vladivostok",
    phone: "+74230000129",
    share: 18,
    managers: ["Ким Виктория", "Бондаренко Сергей"],
    desk: ["Цой Анна"],
  },
];

const centre: readonly [string, StaffRole][] = [
  ["Соколова Вера", "operator"],
  ["Данилова Наталья", "operator"],
  ["Ефимов Роман", "operator"],
  ["Лебедева Юлия", "marketer"],
  ["Арсеньев Михаил", "owner"],
  ["Тихонов Кирилл", "administrator"],
];

export function openOffices(dice: Dice, since: EpochDay): Company {
  const staff: StaffRow[] = centre.map(([name, role]) => ({
    id: dice.id(since),
    office_id: null,
    name,
    role,
  }));
  const operators = staff.filter(({ role }) => role === "operator").map(({ id }) => id);
  const offices = places.map(({ managers, desk, ...place }) => {
    const office: Office = { ...place, id: dice.id(since), opens: "10:00", closes: "20:00", sellers: [] };
    const hire = (name: string, role: StaffRole): void => {
      const id = dice.id(since);
      staff.push({ id, office_id: office.id, name, role });
      office.sellers.push(id);
    };
    for (const name of managers) hire(name, "manager");
    for (const name of desk) hire(name, "desk");
    return office;
  });
  const plans = offices.filter(({ share }) => share > ordinaryShare).map(planOf);
  return { offices, plans, staff, operators };
}

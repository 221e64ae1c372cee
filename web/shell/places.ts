/** The places of the program. One that does not exist yet is not listed; on a telephone each role has four at hand. */
import {
  IconBuildingStore,
  IconCalendarEvent,
  IconChartLine,
  IconCreditCard,
  IconHeadset,
  IconMail,
  IconPhone,
  IconRoute,
  IconSunHigh,
  IconUsers,
  IconUsersGroup,
} from "@tabler/icons-react";
import type { Right, Role } from "../api/me.ts";

/** `short`: there is a shorter name for the bar of a telephone. */
export const places = [
  { to: "/today", word: "today", right: "plan.read", key: "t", icon: IconSunHigh, demoOnly: false },
  { to: "/calls", word: "calls", right: "plan.read", key: "c", icon: IconPhone, demoOnly: false },
  {
    to: "/operators",
    word: "operators",
    right: "calls.make",
    key: "o",
    icon: IconHeadset,
    demoOnly: false,
  },
  { to: "/desk", word: "desk", right: "cards.serve", key: "k", icon: IconBuildingStore, demoOnly: false },
  {
    to: "/handoffs",
    word: "handoffs",
    right: "handoffs.read",
    key: "p",
    icon: IconCalendarEvent,
    demoOnly: false,
  },
  { to: "/clients", word: "clients", right: "clients.read", key: "l", icon: IconUsers, demoOnly: false },
  {
    to: "/duplicates",
    word: "duplicates",
    right: "clients.merge",
    key: "d",
    icon: IconUsersGroup,
    demoOnly: false,
  },
  { to: "/results", word: "results", right: "reports.read", key: "r", icon: IconChartLine, demoOnly: false },
  {
    to: "/bonuses",
    word: "bonuses",
    right: "reports.read",
    key: "b",
    icon: IconCreditCard,
    demoOnly: false,
    short: true,
  },
  { to: "/chains", word: "chains", right: "chains.read", key: "h", icon: IconRoute, demoOnly: false },
  { to: "/letters", word: "letters", right: "letters.read", key: "m", icon: IconMail, demoOnly: true },
] as const;

/** Set up once and looked at now and then: the menu of the account has them, and Ctrl K. */
const furtherPages = [
  { to: "/account", word: "account.own", right: undefined },
  { to: "/staff", word: "staff.title", right: "staff.manage" },
  { to: "/rules", word: "rules.title", right: "business.read" },
  { to: "/calendar", word: "calendar.title", right: "business.read" },
  { to: "/wanted-facts", word: "facts.title", right: "business.change" },
  { to: "/webhooks", word: "webhooks.title", right: "webhooks.read" },
  { to: "/api-keys", word: "apiKeys.title", right: "keys.manage" },
  { to: "/audit", word: "audit.title", right: "audit.read" },
] as const;

export const furtherPagesOf = (rights: readonly Right[]) =>
  furtherPages.filter(({ right }) => right === undefined || rights.includes(right));

export type Place = (typeof places)[number];

/** Those that whoever is signed in may use. */
export const placesOf = (demo: boolean, rights: readonly Right[]): readonly Place[] =>
  places.filter((place) => (demo || !place.demoOnly) && rights.includes(place.right));

const atHand: Record<Role, readonly Place["word"][]> = {
  operator: ["today", "calls", "handoffs", "clients"],
  manager: ["calls", "desk", "handoffs", "clients"],
  desk: ["desk", "clients"],
  marketer: ["today", "clients", "results", "chains"],
  owner: ["today", "clients", "results", "bonuses"],
  administrator: ["today", "clients", "results", "chains"],
};
/** As many have room in the bar of a telephone, the last of them for the rest. */
const room = 5;

/** The places that a telephone's bar leaves to the menu beside it. */
export const restOnPhone = (role: Role, mine: readonly Place[]): readonly Place[] =>
  mine.length <= room ? [] : mine.filter(({ word }) => !atHand[role].includes(word));

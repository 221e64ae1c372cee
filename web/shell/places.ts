/** The places of the program. One that does not exist yet is not listed; on a telephone there is room for five. */
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
import type { Right } from "../api/me.ts";

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
    wideOnly: true,
  },
  {
    to: "/desk",
    word: "desk",
    right: "cards.serve",
    key: "k",
    icon: IconBuildingStore,
    demoOnly: false,
    wideFor: "reports.read",
  },
  {
    to: "/handoffs",
    word: "handoffs",
    right: "handoffs.read",
    key: "p",
    icon: IconCalendarEvent,
    demoOnly: false,
    /** On a telephone it makes room for whoever has that right, and so a place more. */
    wideFor: "reports.read",
  },
  { to: "/clients", word: "clients", right: "clients.read", key: "l", icon: IconUsers, demoOnly: false },
  {
    to: "/duplicates",
    word: "duplicates",
    right: "clients.merge",
    key: "d",
    icon: IconUsersGroup,
    demoOnly: false,
    wideOnly: true,
  },
  {
    to: "/results",
    word: "results",
    right: "reports.read",
    key: "r",
    icon: IconChartLine,
    demoOnly: false,
    wideOnly: true,
  },
  {
    to: "/bonuses",
    word: "bonuses",
    right: "reports.read",
    key: "b",
    icon: IconCreditCard,
    demoOnly: false,
    short: true,
  },
  {
    to: "/chains",
    word: "chains",
    right: "chains.read",
    key: "h",
    icon: IconRoute,
    demoOnly: false,
    wideOnly: true,
  },
  { to: "/letters", word: "letters", right: "letters.read", key: "m", icon: IconMail, demoOnly: true },
] as const;

export type Place = (typeof places)[number] & { wideOnly?: boolean };

/** Those that whoever is signed in may use. */
export const placesOf = (demo: boolean, rights: readonly Right[]): readonly Place[] =>
  places
    .filter((place) => (demo || !place.demoOnly) && rights.includes(place.right))
    .map((place) => ("wideFor" in place ? { ...place, wideOnly: rights.includes(place.wideFor) } : place));

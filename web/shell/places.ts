/** The places of the program. One that does not exist yet is not listed; on a telephone there is room for five. */
import {
  IconCreditCard,
  IconMail,
  IconPhone,
  IconSunHigh,
  IconUsers,
  IconUsersGroup,
} from "@tabler/icons-react";

export const places = [
  { to: "/today", word: "today", key: "t", icon: IconSunHigh, demoOnly: false },
  { to: "/calls", word: "calls", key: "c", icon: IconPhone, demoOnly: false },
  { to: "/clients", word: "clients", key: "l", icon: IconUsers, demoOnly: false },
  { to: "/duplicates", word: "duplicates", key: "d", icon: IconUsersGroup, demoOnly: false, wideOnly: true },
  { to: "/bonuses", word: "bonuses", key: "b", icon: IconCreditCard, demoOnly: false, short: true },
  { to: "/letters", word: "letters", key: "m", icon: IconMail, demoOnly: true },
] as const;

export type Place = (typeof places)[number];

export const placesOf = (demo: boolean): readonly Place[] =>
  places.filter((place) => demo || !place.demoOnly);

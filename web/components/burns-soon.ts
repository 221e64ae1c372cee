/** A month before, when the client is reminded of it: what burns later is told, and burns nobody's eyes. */
import { daysBetween, type Day } from "../language/days.ts";

export const soonDays = 30;

export const burnsSoon = (today: Day, burnsOn: Day): boolean => daysBetween(today, burnsOn) <= soonDays;

/** A card is sold for three years, whatever happens to the bonus on it. */
import { addPeriod, type EpochDay } from "../kernel/calendar.ts";

export const cardExpiresOn = (soldOn: EpochDay): EpochDay => addPeriod(soldOn, { months: 36, days: 0 });

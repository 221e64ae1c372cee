/** Until when the bonus can be spent: a function of the last presentation, whether or not any job has run. */
import { addPeriod, type EpochDay, type Period } from "../kernel/calendar.ts";

/** The last day, to its end, on which the bonus can be spent. */
export const validThrough = (lastPresentedOn: EpochDay, validity: Period): EpochDay =>
  addPeriod(lastPresentedOn, validity);

/** The first day without the bonus: the whole balance burns at once. */
export const burnsOn = (validThrough: EpochDay): EpochDay => (validThrough + 1) as EpochDay;

/** The day on which the client is told that the bonus will burn. */
export const reminderOn = (validThrough: EpochDay, reminder: Period): EpochDay =>
  addPeriod(validThrough, reminder, -1);

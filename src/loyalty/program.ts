/** The rules of the bonus program as data; a version of them is in force from its start date. */
import type { Period } from "../kernel/calendar.ts";
import { basisPoints, kopecks, type BasisPoints, type Kopecks } from "../kernel/money.ts";

export interface Program {
  cardPrice: Kopecks;
  /** Off the price of a purchase. */
  discount: BasisPoints;
  /** Of the money paid, as bonus. */
  accrual: BasisPoints;
  /** How much of the sum due after discount the bonus may pay. */
  redemptionCap: BasisPoints;
  /** How long after the last presentation the bonus can be spent. */
  validity: Period;
  /** How long before the last valid day the client is reminded. */
  reminder: Period;
  /** A smaller balance is not worth a reminder. */
  smallestReminder: Kopecks;
}

export const defaultProgram: Program = {
  cardPrice: kopecks(500_00),
  discount: basisPoints(3_00),
  accrual: basisPoints(5_00),
  redemptionCap: basisPoints(50_00),
  validity: { months: 6, days: 0 },
  reminder: { months: 1, days: 0 },
  smallestReminder: kopecks(100_00),
};

/** Periods of a chain as a number and a unit; what is made of several units stays as it is written. */
export type Unit = "D" | "W" | "M" | "Y";
export interface Period {
  count: number;
  unit: Unit;
}

/** Undefined for a period of several units, or none. The sign is left out. */
export function periodOf(text: string): Period | undefined {
  const found = /^[+-]?P(\d+)([DWMY])$/.exec(text);
  return found ? { count: Number(found[1]), unit: found[2] as Unit } : undefined;
}

export const isBefore = (offset: string): boolean => offset.startsWith("-");
/** The occasion's own day. */
export const isTheDay = (offset: string): boolean => !/[1-9]/.test(offset);

/** Roughly how many days from the occasion, for putting steps in order. */
export function roughDays(offset: string): number {
  const days = { Y: 365.25, M: 30.44, W: 7, D: 1 };
  const sum = [...offset.matchAll(/(\d+)([DWMY])/g)].reduce(
    (total, [, count, unit]) => total + Number(count) * days[unit as Unit],
    0,
  );
  return isBefore(offset) ? -sum : sum;
}

export const writePeriod = ({ count, unit }: Period): string => `P${count}${unit}`;
export const writeOffset = (period: Period, before: boolean): string =>
  period.count === 0 ? "P0D" : `${before ? "-" : "+"}${writePeriod(period)}`;

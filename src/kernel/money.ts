/** Money is integer kopecks (hundredths of the business's currency); a percentage is integer hundredths of a percent. */

declare const kopecksBrand: unique symbol;
export type Kopecks = bigint & { readonly [kopecksBrand]: true };

declare const basisPointsBrand: unique symbol;
/** Hundredths of a percent: 3 % is 300. */
export type BasisPoints = bigint & { readonly [basisPointsBrand]: true };

export const kopecks = (amount: bigint | number): Kopecks => BigInt(amount) as Kopecks;
export const basisPoints = (hundredthsOfPercent: bigint | number): BasisPoints =>
  BigInt(hundredthsOfPercent) as BasisPoints;

export const zero: Kopecks = kopecks(0);

/** Rounds down to a whole kopeck; `amount` is not negative. */
export function percentOf(amount: Kopecks, percent: BasisPoints): Kopecks {
  return ((amount * percent) / 10_000n) as Kopecks;
}

export const smaller = (a: Kopecks, b: Kopecks): Kopecks => (a < b ? a : b);

/** `1234n` → `"12.34"`: two places, a minus sign where needed, no grouping. */
export function toDecimal(amount: bigint): string {
  const sign = amount < 0n ? "-" : "";
  const digits = (amount < 0n ? -amount : amount).toString().padStart(3, "0");
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const decimal = /^(\d{1,13})(?:\.(\d{1,2}))?$/;

/** Reads `12`, `12.3`, `12.34`; undefined for anything else, signs, third decimals and 14 digits included. */
export function fromDecimal(text: string): Kopecks | undefined {
  const match = decimal.exec(text);
  if (!match) return undefined;
  return kopecks(BigInt(match[1] + (match[2] ?? "").padEnd(2, "0")));
}

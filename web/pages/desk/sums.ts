/** Sums as a cashier types them: «4860», «4 860,5», "4,860.50". */

const largest = 10;

/** As the wire wants it; undefined: no sum. */
export function readSum(typed: string): string | undefined {
  const text = typed.replaceAll(/[\s\u00a0\u202f₽]/g, "").replaceAll(/,(?=\d{3}(\D|$))/g, "");
  const found = /^(\d+)(?:[.,](\d{1,2}))?$/.exec(text);
  const whole = found?.[1]?.replace(/^0+(?=\d)/, "");
  if (!found || whole === undefined || whole.length > largest) return undefined;
  return `${whole}.${(found[2] ?? "").padEnd(2, "0")}`;
}

export const kopecksOf = (decimal: string): bigint => BigInt(decimal.replace(".", ""));
export const decimalOf = (kopecks: bigint): string => {
  const digits = kopecks.toString().padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
};
/** As one would type it: no needless kopecks. */
export const typedSum = (decimal: string): string => decimal.replace(/\.00$/, "").replace(".", ",");

/** A card's number, typed or scanned. */
export function cardNumberIn(typed: string): string | undefined {
  const digits = typed.replaceAll(/[\s-]/g, "");
  return /^\d{16}$/.test(digits) ? digits : undefined;
}

/** Card numbers: sixteen digits, the last of them a check digit (Luhn), so that a mistyped one is noticed. */
import { createHash } from "node:crypto";

/** Industry digits of loyalty cards in ISO/IEC 7812, so that none looks like a bank card. */
const prefix = "77";

/** The digit that makes `digits` followed by it pass the Luhn check. */
function checkDigit(digits: string): string {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    const doubled = i % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return String((10 - (sum % 10)) % 10);
}

export const isCardNumber = (number: string): boolean =>
  /^\d{16}$/.test(number) && checkDigit(number.slice(0, -1)) === number.at(-1);

/**
 * The number for a card that no office gave one: the same for the same owner, whatever the order of import.
 * Two owners may meet on one number, so the caller tries the next `attempt` where a number is taken.
 */
export function deriveCardNumber(owner: string, attempt: number): string {
  const hash = createHash("sha256").update(`${attempt}/${owner}`).digest();
  return numberOfSerial(shortSerial(String(hash.readBigUInt64BE() % 10n ** 13n)));
}

/** A serial is a number without its check digit. */
export function numberOfSerial(serial: bigint): string {
  const digits = String(serial).padStart(15, "0");
  return digits + checkDigit(digits);
}

export const serialOf = (number: string): bigint => BigInt(number.slice(0, -1));

const shortSerial = (digits: string): bigint => BigInt(prefix + digits.padStart(13, "0"));

/** As people write one: a whole card number, its first fifteen digits, or up to thirteen of ours; undefined if none. */
export function readSerial(text: string): bigint | undefined {
  const digits = text.replaceAll(/[\s-]/g, "");
  if (isCardNumber(digits)) return serialOf(digits);
  if (/^\d{15}$/.test(digits)) return BigInt(digits);
  return /^\d{1,13}$/.test(digits) ? shortSerial(digits) : undefined;
}

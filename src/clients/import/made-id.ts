/**
 * Ids of what a row makes, derived from the import's id and the line, so that nothing needs to be kept to know them
 * again. They are UUIDv7 of the moment the import began, in the order of the lines.
 */

/** What a row makes by its number: the client, then its contact points, then its consents. */
export const numberOf = { client: 0, point: 1, consent: 4096 } as const;

export interface MadeIds {
  /** What stands before and after the number of the thing; the line follows, as eight hexadecimal digits. */
  before: string;
  after: string;
  firstClient: string;
  lastClient: string;
  /** Everything the rows make lies between the first client and this. */
  last: string;
}

export function madeIds(importId: string): MadeIds {
  const before = importId.slice(0, 19);
  const after = importId.slice(23, 28);
  const clients = `${before}${placeOf(numberOf.client)}${after}`;
  return {
    before,
    after,
    firstClient: `${clients}00000000`,
    lastClient: `${clients}ffffffff`,
    last: `${before}bfff${after}ffffffff`,
  };
}

/** Of what a row makes: its id by its number. */
export function idsOfLine({ before, after }: MadeIds, line: number): (number: number) => string {
  const end = `${after}${line.toString(16).padStart(8, "0")}`;
  return (number) => `${before}${placeOf(number)}${end}`;
}

/** Whether the import made the thing along with the client. */
export function isMadeWith({ before, after }: MadeIds, clientId: string, id: string): boolean {
  return id.startsWith(before) && id.slice(23, 28) === after && id.slice(28) === clientId.slice(28);
}

/** With the bits of the variant (RFC 9562). */
const placeOf = (number: number): string => (0x8000 | number).toString(16);

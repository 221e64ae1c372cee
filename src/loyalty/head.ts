/** The last sealing as a line that can be written down: `17:9f86d0…`. */
export interface Head {
  number: number;
  /** In hexadecimal. */
  digest: string;
}

export const showHead = ({ number, digest }: Head): string => `${number}:${digest}`;

/** Undefined if the text is no head. */
export function parseHead(text: string): Head | undefined {
  const [, number, digest] = /^([1-9]\d{0,8}):([0-9a-f]{64})$/i.exec(text.trim()) ?? [];
  return number && digest ? { number: Number(number), digest: digest.toLowerCase() } : undefined;
}

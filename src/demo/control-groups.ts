/** Whom the demo's chains leave alone on purpose, told apart just as the plan of a day tells them. */
import { createHash } from "node:crypto";

/** Percent of a chain's clients. */
export const controlShares: Readonly<Record<string, string>> = {
  "after-trip": "20.00",
  "bonus-burn": "15.00",
  "next-trip": "10.00",
  newsletter: "30.00",
};

export function isLeftAlone(chain: string, clientId: string): boolean {
  const share = controlShares[chain];
  if (share === undefined) return false;
  const hash = createHash("md5").update(`${clientId}/${chain}`).digest();
  return hash.readUInt32BE(0) % 10_000 < Number(share) * 100;
}

import type { OpenTransaction } from "../../database/sql.ts";
import { newId } from "../../kernel/ids.ts";
import type { Said } from "../allowance.ts";
import type { Change } from "../desk.ts";
import { insertConsentWords } from "../store/consents.ts";

const ofMerge = { how: "merge", wordingVersion: "-" };

/** Evidence of its own: what the person withdrew on another record, or by a demand. Returns the changes to be told. */
export async function withdraw(
  trx: OpenTransaction,
  client: string,
  withdrawals: readonly Pick<Said, "purpose" | "channel">[],
  at: Temporal.Instant,
  evidence: { how: string; wordingVersion: string } = ofMerge,
): Promise<Change[]> {
  if (withdrawals.length === 0) return [];
  const words = withdrawals.map((withdrawal) => ({ ...withdrawal, id: newId(), given: false }));
  await insertConsentWords(trx, client, words, { at, ...evidence });
  return words.map(({ id, ...word }) => ({
    field: "consent",
    subject: id,
    before: null,
    after: { ...word, at: at.toString(), ...evidence },
  }));
}

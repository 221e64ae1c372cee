import type { Connection } from "../../database/sql.ts";
import { DomainError } from "../../kernel/errors.ts";
import { showHead, type Head } from "../head.ts";
import type { Verification } from "../ledger-contract.ts";
import { showMisfit, type Misfit } from "../misfit.ts";
import { allowLargeSorts, brokenSeal, brokenSealing, countSeals } from "../store/seal-verification.ts";
import { findSealing } from "../store/sealing.ts";
import { countLedger, misdatedCard, misplacedPosting, unbalancedCard } from "../store/verification.ts";

/** `head`: a last sealing noted long ago, which must still be one of the sealings. */
export interface VerifyOptions {
  head?: Head | undefined;
}

/** Counts what was checked, all of it at one moment, and tells the first that does not fit. */
export async function checkLedger(db: Connection, options: VerifyOptions = {}): Promise<Verification> {
  if (db.isTransaction) return check(db, options);
  return db
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute((trx) => check(trx, options));
}

/** The same, where nothing else is expected than that all fits. Throws `ledger_broken` naming the first that does not. */
export async function verifyLedger(db: Connection, options: VerifyOptions = {}): Promise<Verification> {
  const verification = await checkLedger(db, options);
  refuseIfBroken(verification);
  return verification;
}

/** Throws `ledger_broken`. */
export function refuseIfBroken({ misfit }: Verification): void {
  if (misfit) throw new DomainError("ledger_broken", misfit.says);
}

async function check(trx: Connection, { head }: VerifyOptions): Promise<Verification> {
  await allowLargeSorts(trx);
  const misfit = await firstMisfit(trx, head);
  const last = await findSealing(trx);
  return {
    ...(await countLedger(trx)),
    ...(await countSeals(trx)),
    head: last ? showHead(last) : null,
    misfit: misfit ? showMisfit(misfit) : null,
  };
}

/** What was sealed comes first: it names the place of a change, where the sums would only say that there was one. */
async function firstMisfit(trx: Connection, head: Head | undefined): Promise<Misfit | undefined> {
  const finders = [
    brokenSeal,
    brokenSealing,
    (db: Connection) => missedHead(db, head),
    misplacedPosting,
    unbalancedCard,
    misdatedCard,
  ];
  for (const find of finders) {
    const misfit = await find(trx);
    if (misfit) return misfit;
  }
  return undefined;
}

async function missedHead(trx: Connection, noted: Head | undefined): Promise<Misfit | undefined> {
  if (!noted) return undefined;
  const subject = String(noted.number);
  const found = await findSealing(trx, noted.number);
  if (!found) {
    const is = String((await findSealing(trx))?.number ?? 0);
    return { problem: "head_gone", subject, is, ought: noted.digest };
  }
  if (found.digest === noted.digest) return undefined;
  return { problem: "head_differs", subject, is: found.digest, ought: noted.digest };
}

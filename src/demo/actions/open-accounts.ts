/** Lets everybody who works in the demo network sign in: by a click, or with an address and the demo's one password. */
import { hashPassword } from "better-auth/crypto";
import type { Connection } from "../../database/sql.ts";
import { giveAccounts } from "../store.ts";

export const demoPassword = "povod-demo";

export async function openDemoAccounts(db: Connection, at: Temporal.Instant): Promise<void> {
  await giveAccounts(db, { hash: await hashPassword(demoPassword), at });
}

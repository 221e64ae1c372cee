/** Somebody stands at a desk and becomes a client, or turns out to be one. */
import { loadSettings } from "../../business/store.ts";
import { inTransaction } from "../../database/in-transaction.ts";
import { dayIn } from "../../kernel/clock.ts";
import { inputHash } from "../../kernel/idempotency.ts";
import type { ClientDesk } from "../desk.ts";
import type { MetNewcomer } from "../newcomer-contract.ts";
import { authorOf, keep, madeBefore } from "./change-client.ts";
import { meetClient } from "./meet-client.ts";

/** Returns the client's id. Throws `bad_input`, `idempotency_conflict`. */
export const meetNewcomer = (
  { db, clock, replan }: ClientDesk,
  { key, input }: { key: string; input: MetNewcomer },
): Promise<string> =>
  inTransaction(db, async (trx) => {
    const hash = inputHash("newcomer", input);
    const earlier = await madeBefore(trx, key, hash);
    if (earlier !== undefined) return earlier;
    await authorOf(trx, input.staffMember);
    const now = clock.now();
    const today = dayIn((await loadSettings(trx)).zone, now).toString();
    const { person, office = null } = input;
    const client = await meetClient(trx, person, { today, now, office, how: "till" });
    await keep(trx, { key, inputHash: hash, client, made: client, at: now });
    await replan(trx, { clients: [client], at: now });
    return client;
  });

/** What gifts there are, and how many lie at each office. */
import type { Connection } from "../../database/sql.ts";
import type { Clock } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import type { Gifts, NewGift } from "../contract.ts";
import { insertGift, loadGifts, putStock } from "../store.ts";

export const readGifts = async (db: Connection): Promise<Gifts> => ({ gifts: await loadGifts(db) });

export async function addGift(
  { db, clock }: { db: Connection; clock: Clock },
  { name }: NewGift,
): Promise<Gifts> {
  await insertGift(db, newId(), name, clock.now());
  return readGifts(db);
}

/** Throws `not_found`, and `wrong_state` where more than that are promised. */
export async function countStock(
  db: Connection,
  stock: { gift: string; office: string; onHand: number },
): Promise<Gifts> {
  const put = await putStock(db, stock);
  if (put === null)
    throw new DomainError("not_found", "There is no such gift or office.", { place: { field: "gift" } });
  if (!put)
    throw new DomainError("wrong_state", "More of them are laid by for clients than that.", {
      place: { field: "onHand" },
    });
  return readGifts(db);
}

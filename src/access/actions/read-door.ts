import { loadSettings } from "../../business/store.ts";
import type { Connection } from "../../database/sql.ts";
import type { Door } from "../contract.ts";
import { hasAccount } from "../store/accounts.ts";

/** `address`: people come from other machines too, and the first account is made by command. */
export async function readDoor({
  db,
  demo,
  address,
}: {
  db: Connection;
  demo: boolean;
  address: string | undefined;
}): Promise<Door> {
  const { name } = await loadSettings(db);
  return { name, demo, firstStart: address === undefined && !(await hasAccount(db)) };
}

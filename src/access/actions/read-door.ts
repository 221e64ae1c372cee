import { loadSettings } from "../../business/store.ts";
import type { Connection } from "../../database/sql.ts";
import type { Door } from "../contract.ts";
import { hasAccount } from "../store/accounts.ts";

export async function readDoor({ db, demo }: { db: Connection; demo: boolean }): Promise<Door> {
  const { name } = await loadSettings(db);
  return { name, demo, firstStart: !(await hasAccount(db)) };
}

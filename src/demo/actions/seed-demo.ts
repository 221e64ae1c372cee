/** Fills an empty database with the demo network, wholly or not at all. */
import { findDuplicates } from "../../clients/actions/find-duplicates.ts";
import type { Connection } from "../../database/sql.ts";
import { generateNetwork, type DemoRequest } from "../generate.ts";
import { companyName, companyZone } from "../offices.ts";
import { refreshStatistics, saveBusiness, saveNetwork } from "../store.ts";

export async function seedDemo(db: Connection, request: DemoRequest): Promise<void> {
  const rows = generateNetwork(request);
  await db.transaction().execute(async (trx) => {
    await saveNetwork(trx, rows);
    await saveBusiness(
      trx,
      { name: companyName, zone: companyZone },
      { seed: request.seed, today: request.today.toString() },
    );
  });
  await refreshStatistics(db);
  await findDuplicates(db);
}

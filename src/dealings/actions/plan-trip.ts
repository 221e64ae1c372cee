import type { OpenTransaction } from "../../database/sql.ts";
import { newId } from "../../kernel/ids.ts";
import { refuseTrip, type NewPlannedTrip } from "../planned-trip.ts";
import { insertPlannedTrip } from "../store.ts";

/** Writes down when and where the client means to go next. Returns its id. Throws `bad_input`. */
export async function planTrip(
  trx: OpenTransaction,
  {
    client,
    today,
    ...trip
  }: NewPlannedTrip & { client: string; today: Temporal.PlainDate; responsible: string | null },
): Promise<string> {
  refuseTrip(trip, today);
  const id = newId();
  await insertPlannedTrip(trx, { ...trip, client, id, recordedOn: today.toString() });
  return id;
}

/** The figures of the etiquette, and how long operators are on the phone. What is planned follows with the next plan. */
import type { Connection } from "../../database/sql.ts";
import { DomainError } from "../../kernel/errors.ts";
import { changedEtiquette } from "../changed-etiquette.ts";
import { etiquetteSettings, type EtiquetteSettings } from "../settings.ts";
import {
  isOffice,
  loadStoredEtiquette,
  replaceHours,
  saveEtiquette,
  type NewHours,
} from "../store/etiquette.ts";

/** `changes` by name, as a person types them. All of them or none. Throws `bad_input`. */
export function changeEtiquette(
  db: Connection,
  changes: ReadonlyMap<string, string>,
): Promise<EtiquetteSettings> {
  return db.transaction().execute(async (trx) => {
    let stored = await loadStoredEtiquette(trx, { lock: true });
    for (const [name, text] of changes) stored = changedEtiquette(stored, name, text);
    await saveEtiquette(trx, stored);
    return etiquetteSettings(stored);
  });
}

export async function readEtiquette(db: Connection): Promise<EtiquetteSettings> {
  return etiquetteSettings(await loadStoredEtiquette(db));
}

/** Throws `bad_input`. */
export function setOperatorHours(db: Connection, hours: NewHours): Promise<void> {
  return db.transaction().execute(async (trx) => {
    const wrong = (field: string, expected: string) =>
      new DomainError("bad_input", `${field}: expected ${expected}.`, { place: { field } });
    if ((hours.weekday === null) === (hours.on === null))
      throw wrong("weekday", "a day of the week or one day");
    if (hours.office !== null && !(await isOffice(trx, hours.office)))
      throw wrong("office", "an office's id");
    await replaceHours(trx, hours);
  });
}

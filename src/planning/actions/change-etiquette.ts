/** The figures of the etiquette, and how long operators are on the phone. What is planned follows with the next plan. */
import type { Connection } from "../../database/sql.ts";
import { DomainError } from "../../kernel/errors.ts";
import { changedEtiquette } from "../changed-etiquette.ts";
import { etiquetteSettings, etiquetteTag, type EtiquetteSettings } from "../settings.ts";
import {
  isOffice,
  loadStoredEtiquette,
  replaceHours,
  saveEtiquette,
  type NewHours,
} from "../store/etiquette.ts";

/**
 * `changes` by name, as a person types them. All of them or none. `tag`: of the figures that were read; whatever they are now
 * where absent. Throws `bad_input`, `changed_meanwhile`.
 */
export function changeEtiquette(
  db: Connection,
  changes: ReadonlyMap<string, string>,
  { tag }: { tag?: string | undefined } = {},
): Promise<EtiquetteSettings> {
  return db.transaction().execute(async (trx) => {
    const before = await loadStoredEtiquette(trx, { lock: true });
    if (tag !== undefined && tag !== etiquetteTag(etiquetteSettings(before)))
      throw new DomainError(
        "changed_meanwhile",
        "The rules have changed since they were read. Read them again and look at what is different.",
        { place: { field: "if-match" } },
      );
    const after = changedEtiquette(before, changes);
    await saveEtiquette(trx, after);
    return etiquetteSettings(after);
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

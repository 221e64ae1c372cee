/** Reads a file of clients, keeps its rows aside and says what they would come to; nothing about a client changes. */
import { loadSettings } from "../../business/store.ts";
import type { Connection } from "../../database/sql.ts";
import { inspectFile, refuseChanged, type BroughtFile } from "../../files/inspect.ts";
import { openTable } from "../../files/table.ts";
import { dayIn } from "../../kernel/clock.ts";
import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { inSmallHeap } from "../../kernel/small-heap.ts";
import { namedColumns, type ImportOptions } from "../import/import.ts";
import { comparable } from "../import/names.ts";
import type { ReadingTerms } from "../import/read-row.ts";
import { readRegion, regionOfZone } from "../import/region.ts";
import { headingsIn } from "../import/table-head.ts";
import { officeNames } from "../store/import-directory.ts";
import { loadMapping } from "../store/import-mappings.ts";
import {
  beginReading,
  deleteImport,
  forgottenImports,
  loadImport,
  updateImport,
  type ImportRow,
} from "../store/imports.ts";
import type { ImportWork } from "./import-work.ts";
import { reviewImport } from "./review-import.ts";
import { stageTable } from "./stage-table.ts";

export interface ImportRequest {
  /** By heading: what the column holds. Goes before a mapping, which goes before what is guessed. */
  columns?: Readonly<Record<string, string>> | undefined;
  /** The name of a saved mapping. */
  mapping?: string | undefined;
  /** Country of phone numbers without its code; by default the one of the business's time zone. */
  region?: string | undefined;
  wording?: string | undefined;
  onDifference?: "keep" | "take" | undefined;
  notBirthdays?: readonly string[] | undefined;
  sheet?: string | undefined;
}

/** A reading that takes longer has died. */
const readingMinutes = 30;
/** Previews that nobody confirmed are forgotten after this. */
const keptHours = 7 * 24;

/**
 * An import of the same file in the same way that was interrupted while it went in is returned as it stands; a preview
 * of it is made anew in its place, so that one file is one import. Throws `bad_file`, `bad_input` or `not_found` for a
 * request that does not fit, and `wrong_state` while somebody else is reading the very file.
 */
export async function previewImport(
  work: ImportWork,
  file: BroughtFile,
  request: ImportRequest,
): Promise<ImportRow> {
  const { db, clock, signal } = work;
  const settings = await loadSettings(db);
  const startedAt = clock.now();
  const options = await optionsOf(db, request, settings.zone);
  const inspected = await inspectFile(file, signal);
  await forgetOld(db, startedAt);
  const row = { id: newId(), fileName: file.name, fileHash: inspected.hash, options, startedAt };
  const begun = await db
    .transaction()
    .execute((trx) => beginReading(trx, row, startedAt.subtract({ minutes: readingMinutes })));
  if (begun === "busy")
    throw new DomainError("wrong_state", "This very file is being read just now; look at it in a minute.", {
      place: { field: "file" },
    });
  if (begun.state === "importing") return loadImport(db, begun.id);
  const { id } = begun;
  try {
    const table = await openTable(file, inspected, {
      headings: headingsIn(options.columns),
      sheet: options.sheet ?? undefined,
    });
    const terms = await termsOf(db, options, dayIn(settings.zone, startedAt));
    const read = await inSmallHeap(() =>
      stageTable(
        work,
        { id, file, table, inspected, options, explicit: Object.keys(request.columns ?? {}) },
        terms,
      ),
    );
    await refuseChanged(file, inspected);
    const expected = await reviewImport(work, { id, options, startedAt });
    await updateImport(db, id, {
      state: "previewed",
      preview: read.preview,
      counts: { ...read.counts, expected },
    });
  } catch (error) {
    await db
      .transaction()
      .execute((trx) => deleteImport(trx, id))
      .catch(() => undefined);
    throw error;
  }
  return loadImport(db, id);
}

async function optionsOf(db: Connection, request: ImportRequest, zone: string): Promise<ImportOptions> {
  const mapped = request.mapping === undefined ? {} : await loadMapping(db, request.mapping);
  return {
    columns: { ...mapped, ...namedColumns(request.columns ?? {}) },
    region: request.region === undefined ? regionOfZone(zone) : readRegion(request.region),
    wording: request.wording ?? null,
    onDifference: request.onDifference ?? "keep",
    notBirthdays: [...(request.notBirthdays ?? [])].sort(),
    sheet: request.sheet ?? null,
  };
}

async function forgetOld(db: Connection, now: Temporal.Instant): Promise<void> {
  for (const id of await forgottenImports(db, now.subtract({ hours: keptHours })))
    await db.transaction().execute((trx) => deleteImport(trx, id));
}

/** By its name, its city where there is one office, or both. */
async function termsOf(
  db: Connection,
  options: ImportOptions,
  today: Temporal.PlainDate,
): Promise<ReadingTerms> {
  const offices = new Map<string, string>();
  const rows = await officeNames(db);
  for (const { id, name, city } of rows) {
    offices.set(comparable(name), id);
    offices.set(comparable(`${city} ${name}`), id);
    offices.set(comparable(`${city}, ${name}`), id);
    if (rows.filter((row) => row.city === city).length === 1) offices.set(comparable(city), id);
  }
  const { region, wording } = options;
  return { region, wording, today, offices, notBirthdays: new Set(options.notBirthdays) };
}

/** The statements of a month as papers, a file each, in a folder that is whole or not there. */
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { loadSettings } from "../../business/store.ts";
import { dayIn } from "../../kernel/clock.ts";
import type { Language } from "../../kernel/language.ts";
import { statementHtml } from "../statement-html.ts";
import { statementPdf } from "../statement-pdf.ts";
import type { Till } from "./run-command.ts";
import { statementsOfMonth, type BatchOptions } from "./state-months.ts";

export type PaperKind = "pdf" | "html";

export interface PaperOptions extends Omit<BatchOptions, "after" | "named"> {
  folder: string;
  kind: PaperKind;
  language: Language;
  onProgress?: (statements: number) => void;
}

export interface WrittenPapers {
  folder: string;
  added: number;
  /** Found in the unfinished folder of an interrupted run. */
  kept: number;
}

/** How far an unfinished folder is: every statement up to this card is in it. */
interface Reached {
  card: string;
  statements: number;
}

/** Goes on after the last whole batch of an interrupted run. Throws `bad_input`, `interrupted`. */
export async function writePapers(
  till: Till,
  { folder, kind, language, onProgress, cardsPerBatch = 500, ...options }: PaperOptions,
): Promise<WrittenPapers> {
  const whole = join(folder, `statements-${options.month}-${kind}`);
  const unfinished = `${whole}.part`;
  const mark = join(unfinished, "reached.json");
  const { name, currency, zone } = await loadSettings(till.db);
  const paper = { language, currency, business: name, on: dayIn(zone, till.clock.now()) };
  const write = kind === "pdf" ? statementPdf : statementHtml;
  await mkdir(unfinished, { recursive: true });
  const before = await readMark(mark);
  const kept = before?.statements ?? 0;
  let added = 0;
  for await (const batch of statementsOfMonth(till, {
    ...options,
    cardsPerBatch,
    named: true,
    after: before?.card,
  })) {
    const written: Promise<void>[] = [];
    for (const statement of batch) {
      const content = await write(statement, paper);
      written.push(writeInto(placeOf(unfinished, statement.card, kind), content));
    }
    await Promise.all(written);
    added += batch.length;
    const last = batch.at(-1);
    if (last) await leaveMark(mark, { card: last.card, statements: kept + added });
    onProgress?.(kept + added);
  }
  await rm(mark, { force: true });
  await rm(`${mark}.new`, { force: true });
  await rm(whole, { recursive: true, force: true });
  await rename(unfinished, whole);
  return { folder: whole, added, kept };
}

/** A folder for the cards whose numbers begin alike: of a million files in one, no file manager lives to tell. */
const placeOf = (folder: string, card: string, kind: PaperKind): string =>
  join(folder, card.slice(0, 4), `${card}.${kind}`);

async function writeInto(file: string, content: Buffer | string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}

async function readMark(file: string): Promise<Reached | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Reached;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Renamed into place, so that a run killed here leaves the mark of the batch before, or this one. */
async function leaveMark(file: string, reached: Reached): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(reached));
  await rename(`${file}.new`, file);
}

/** Looks through a whole file once before it is read: what it is, how its letters are encoded, and its fingerprint. */
import { createHash } from "node:crypto";
import type { Stats } from "node:fs";
import { open, stat, type FileHandle } from "node:fs/promises";
import { refuseIfInterrupted } from "../kernel/interruption.ts";
import { badFile, textFile, unreadable } from "./text-file.ts";

/** A file that somebody brought. `name` is what its bringer calls it; `path` may be a temporary place. */
export interface BroughtFile {
  path: string;
  name: string;
}

export const encodings = ["utf-8", "utf-16le", "utf-16be", "windows-1251", "ibm866", "koi8-r"] as const;
export type Encoding = (typeof encodings)[number];

export interface Inspected {
  /** SHA-256 of the content. */
  hash: string;
  bytes: number;
  /** Undefined for a workbook. */
  encoding: Encoding | undefined;
  /** When it was written last, and as which file. */
  written: string;
}

const chunkBytes = 1_048_576;
const startBytes = 4096;

/** Throws DomainError `bad_file` for what is neither text nor a workbook. */
export async function inspectFile({ path, name }: BroughtFile, signal?: AbortSignal): Promise<Inspected> {
  if ((await textFile(path)).totalBytes === undefined)
    throw badFile(name, undefined, "expected a file that can be read twice, this is a pipe");
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    const written = writtenAs(await file.stat());
    return { ...(await look(name, file, signal)), written };
  } catch (error) {
    throw unreadable(name, error);
  } finally {
    await file?.close();
  }
}

const writtenAs = ({ ino, size, mtimeMs }: Stats): string => `${ino} ${size} ${mtimeMs}`;

/** Throws `bad_file` where the file is not what was looked through: its rows would be some of this and some of that. */
export async function refuseChanged({ path, name }: BroughtFile, { written }: Inspected): Promise<void> {
  const now = await stat(path).then(writtenAs, () => undefined);
  if (now !== written)
    throw badFile(
      name,
      undefined,
      "the file was changed while it was read; nothing of it is in, bring it again when nobody writes to it",
    );
}

async function look(
  name: string,
  file: FileHandle,
  signal: AbortSignal | undefined,
): Promise<Omit<Inspected, "written">> {
  const hash = createHash("sha256");
  const buffer = Buffer.allocUnsafe(chunkBytes);
  const strict = new TextDecoder("utf-8", { fatal: true });
  let start: Buffer | undefined;
  let sample: Buffer | undefined;
  let isUtf8 = true;
  let bytes = 0;
  for (;;) {
    refuseIfInterrupted(signal);
    const { bytesRead } = await file.read(buffer, 0, chunkBytes, null);
    const chunk = buffer.subarray(0, bytesRead);
    start ??= Buffer.from(chunk.subarray(0, startBytes));
    hash.update(chunk);
    bytes += bytesRead;
    if (isUtf8 && !decodes(strict, chunk, bytesRead > 0)) isUtf8 = false;
    // The first letters that are not ASCII may stand far down.
    if (!isUtf8) sample ??= Buffer.from(chunk);
    if (bytesRead === 0) break;
  }
  if (bytes === 0) throw badFile(name, undefined, "the file is empty, expected a table with headings");
  const encoding = encodingByMark(name, start, bytes);
  if (encoding !== "unmarked") return { hash: hash.digest("hex"), bytes, encoding };
  const guessed =
    isUtf8 || (await isDamagedUtf8(file, buffer, signal)) ? "utf-8" : likeliest(sample ?? Buffer.alloc(0));
  return { hash: hash.digest("hex"), bytes, encoding: guessed };
}

/** So many letters stand against a byte that is none: of words in an encoding of one byte a letter hardly any is UTF-8. */
const lettersPerFault = 4;
/** After so many faults the rest of the file says nothing new. */
const faultsLookedAt = 10_000;

/** Whether a file that is not UTF-8 is so but for a few bytes, which somebody has cut through or damaged. */
async function isDamagedUtf8(
  file: FileHandle,
  buffer: Buffer,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const decoder = new TextDecoder("utf-8");
  let letters = 0;
  let faults = 0;
  for (let position = 0, bytesRead = -1; bytesRead !== 0 && faults < faultsLookedAt; position += bytesRead) {
    refuseIfInterrupted(signal);
    ({ bytesRead } = await file.read(buffer, 0, buffer.length, position));
    const text = decoder.decode(buffer.subarray(0, bytesRead), { stream: bytesRead > 0 });
    letters += text.match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0;
    faults += text.match(/\ufffd/g)?.length ?? 0;
  }
  return letters >= lettersPerFault * faults;
}

function decodes(strict: TextDecoder, chunk: Buffer, stream: boolean): boolean {
  try {
    strict.decode(chunk, { stream });
    return true;
  } catch {
    return false;
  }
}

/** Undefined for a workbook. */
function encodingByMark(name: string, start: Buffer, bytes: number): Encoding | "unmarked" | undefined {
  const begins = (...mark: number[]) => start.subarray(0, mark.length).equals(Buffer.from(mark));
  if (begins(0x50, 0x4b, 3, 4)) return undefined;
  if (begins(0x50, 0x4b, 5, 6))
    throw badFile(name, undefined, "this is an empty archive; expected CSV or XLSX");
  if (begins(0xd0, 0xcf, 0x11, 0xe0))
    throw badFile(
      name,
      undefined,
      "this is an old (XLS) or a password-protected workbook; expected CSV or XLSX, save it as XLSX without a password",
    );
  if (begins(0x25, 0x50, 0x44, 0x46)) throw badFile(name, undefined, "this is a PDF; expected CSV or XLSX");
  if (begins(0xff, 0xfe)) return "utf-16le";
  if (begins(0xfe, 0xff)) return "utf-16be";
  const unmarked = utf16WithoutMark(start);
  if (unmarked) return unmarked;
  if (start.subarray(0, 8).includes(0) && bytes >= 4)
    throw badFile(name, 1, "this is not a text file; expected CSV or XLSX");
  return "unmarked";
}

/** Of two bytes of such a letter, Latin or Cyrillic, one is 0 or 4. */
function utf16WithoutMark(start: Buffer): Encoding | undefined {
  if (!start.includes(0)) return undefined;
  const pairs = Math.floor(start.length / 2);
  const looks = (half: 0 | 1): boolean => {
    let high = 0;
    let low = 0;
    for (let at = 0; at < pairs; at++) {
      const byte = start[2 * at + half] ?? 0;
      if (byte === 0 || byte === 4) high++;
      if (start[2 * at + 1 - half] === 0) low++;
    }
    return pairs >= 4 && low === 0 && high >= 0.9 * pairs;
  };
  if (looks(1)) return "utf-16le";
  return looks(0) ? "utf-16be" : undefined;
}

const single = ["windows-1251", "ibm866", "koi8-r"] as const;

/** Of the Russian encodings of one byte a letter, the one in which the text looks most like Russian. */
function likeliest(sample: Buffer): Encoding {
  const likeness = (encoding: Encoding): number => {
    const text = new TextDecoder(encoding).decode(sample);
    const usual = text.match(/[оеаинтсрвлкм]/g)?.length ?? 0;
    // A capital after a small letter and signs that nobody types speak against it.
    const odd = text.match(/[а-яё][А-ЯЁ]|[─-▟°∙√≈≤≥¤†‡‰ЂЃѓЉЊЌЋЏђљњќћџ]/g)?.length ?? 0;
    return usual - 3 * odd;
  };
  return single.reduce((best, next) => (likeness(next) > likeness(best) ? next : best));
}

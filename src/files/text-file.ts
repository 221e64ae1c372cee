/**
 * Reads a file as blocks of whole lines of UTF-8, with bounded memory whatever the file is, and refuses with the
 * place and what was expected when it is not text of that kind. Knows nothing of columns.
 */
import { isUtf8 } from "node:buffer";
import { open, stat, type FileHandle } from "node:fs/promises";
import { DomainError } from "../kernel/errors.ts";

export const longestLineBytes = 65_536;
/** Small, so that what is made of a block is garbage before it grows old: that halves the memory taken. */
const chunkBytes = 65_536;

/** Whole lines, the last one perhaps without its line break; `line` is the number of the first. */
export interface TextBlock {
  /** Only until the next block is asked for. */
  bytes: Buffer;
  line: number;
  /** How much of the file has been read so far. */
  bytesRead: number;
}

export interface TextFile {
  /** Undefined for a pipe, which can be read only once. */
  totalBytes: number | undefined;
  blocks(): AsyncGenerator<TextBlock>;
}

export function badFile(
  path: string,
  line: number | undefined,
  message: string,
  column?: string,
): DomainError {
  return new DomainError("bad_file", `${path}${line === undefined ? "" : `, line ${line}`}: ${message}.`, {
    place: {
      file: path,
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
    },
  });
}

export async function textFile(path: string): Promise<TextFile> {
  try {
    const status = await stat(path);
    if (status.isDirectory()) throw badFile(path, undefined, "expected a CSV file, this is a folder");
    return { totalBytes: status.isFile() ? status.size : undefined, blocks: () => readBlocks(path) };
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** A pipe can be read only once. */
export const canReadAgain = async (path: string): Promise<boolean> =>
  (await textFile(path)).totalBytes !== undefined;

async function* readBlocks(path: string): AsyncGenerator<TextBlock> {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    yield* wholeLines(path, file);
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    await file?.close();
  }
}

/** Reads into one buffer, over and over: what is left of an unfinished line is moved to its start. */
async function* wholeLines(path: string, file: FileHandle): AsyncGenerator<TextBlock> {
  const buffer = Buffer.allocUnsafe(longestLineBytes + chunkBytes);
  let line = 1;
  let totalRead = 0;
  for (let held = 0; ;) {
    const { bytesRead } = await file.read(buffer, held, chunkBytes, null);
    const start = totalRead === 0 ? startOfText(path, buffer.subarray(0, bytesRead)) : 0;
    totalRead += bytesRead;
    const bytes = buffer.subarray(start, held + bytesRead);
    const end = bytesRead === 0 ? bytes.length : bytes.lastIndexOf(10) + 1;
    const lines = bytes.subarray(0, end);
    const rest = bytes.subarray(end);
    if (lines.length > 0) {
      const count = checkLines(path, lines, line);
      yield { bytes: lines, line, bytesRead: totalRead };
      line += count;
    }
    if (bytesRead === 0) return;
    if (rest.length > longestLineBytes) throw tooLong(path, line, rest);
    held = rest.copy(buffer);
  }
}

/** Checks every line of a block and says how many there are. */
function checkLines(path: string, block: Buffer, firstLine: number): number {
  let line = firstLine;
  const text = !block.includes(0) && isUtf8(block);
  for (let from = 0; from < block.length; line++) {
    const lineFeed = block.indexOf(10, from);
    const end = lineFeed < 0 ? block.length : lineFeed;
    if (!text) checkText(path, block.subarray(from, end), line);
    if (end - from > longestLineBytes) throw tooLong(path, line, block.subarray(from, end));
    from = end + 1;
  }
  return line - firstLine;
}

function checkText(path: string, bytes: Buffer, line: number): void {
  const zeroAt = bytes.indexOf(0);
  if (zeroAt >= 0) throw notText(path, line, zeroAt);
  if (isUtf8(bytes)) return;
  const at = firstBadByte(bytes);
  const value = (bytes[at] ?? 0).toString(16).padStart(2, "0").toUpperCase();
  throw badFile(
    path,
    line,
    `byte ${at + 1} (${value}) is not UTF-8; expected UTF-8, save the file in that encoding`,
  );
}

const replacement = Buffer.from("\ufffd");

function firstBadByte(bytes: Buffer): number {
  const text = bytes.toString("utf8");
  for (let at = text.indexOf("\ufffd"); at >= 0; at = text.indexOf("\ufffd", at + 1)) {
    const byte = Buffer.byteLength(text.slice(0, at));
    if (!bytes.subarray(byte, byte + 3).equals(replacement)) return byte;
  }
  return 0;
}

const zipMark = Buffer.from("PK\u0003\u0004");

/** Where the text starts, after a UTF-8 byte order mark if there is one. */
function startOfText(path: string, start: Buffer): number {
  if (start.length === 0)
    throw badFile(path, 1, "the file is empty, expected a header with client,date,amount");
  if ((start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff))
    throw badFile(path, 1, "the file is UTF-16; expected UTF-8, save it in that encoding");
  if (start.subarray(0, 4).equals(zipMark))
    throw badFile(
      path,
      1,
      "this is a workbook or an archive (ZIP); expected CSV, save the sheet as CSV in UTF-8",
    );
  return start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf ? 3 : 0;
}

/** A long line of something else than text is that first of all. */
function tooLong(path: string, line: number, start: Buffer): DomainError {
  const zeroAt = start.indexOf(0);
  if (zeroAt >= 0) return notText(path, line, zeroAt);
  return badFile(
    path,
    line,
    `the line is longer than ${longestLineBytes} bytes; expected one purchase a line, ended by LF or CR LF`,
  );
}

const notText = (path: string, line: number, zeroAt: number) =>
  badFile(path, line, `byte ${zeroAt + 1} is zero: this is not a text file, expected CSV in UTF-8`);

const reasons: Record<string, string> = {
  ENOENT: "no such file",
  EISDIR: "expected a CSV file, this is a folder",
  ENOTDIR: "no such file",
  EACCES: "not allowed to read it",
  EPERM: "not allowed to read it",
};

export function unreadable(path: string, error: unknown): unknown {
  const reason = reasons[(error as NodeJS.ErrnoException).code ?? ""];
  return reason ? badFile(path, undefined, reason) : error;
}

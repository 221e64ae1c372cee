/**
 * Reads a file as blocks of whole lines of UTF-8, with bounded memory whatever the file is, and refuses with the
 * place and what was expected when it is not text of that kind. Knows nothing of columns.
 */
import { isUtf8 } from "node:buffer";
import { open, stat, type FileHandle } from "node:fs/promises";
import { DomainError } from "../kernel/errors.ts";

export const longestLineBytes = 65_536;
const chunkBytes = 262_144;

/** Whole lines, the last one perhaps without its line break; `line` is the number of the first. */
export interface TextBlock {
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
    yield* wholeLines(path, chunksOf(file));
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    await file?.close();
  }
}

async function* chunksOf(file: FileHandle): AsyncGenerator<Buffer> {
  for (;;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(chunkBytes), 0, chunkBytes, null);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}

async function* wholeLines(path: string, chunks: AsyncIterable<Buffer>): AsyncGenerator<TextBlock> {
  let rest = Buffer.alloc(0);
  let line = 1;
  let bytesRead = 0;
  for await (const chunk of chunks) {
    const bytes = bytesRead === 0 ? withoutByteOrderMark(path, chunk) : chunk;
    bytesRead += chunk.length;
    const end = bytes.lastIndexOf(10) + 1;
    const block = end > 0 ? Buffer.concat([rest, bytes.subarray(0, end)]) : undefined;
    if (block) {
      const lines = checkLines(path, block, line);
      yield { bytes: block, line, bytesRead };
      line += lines;
      rest = Buffer.alloc(0);
    }
    rest = Buffer.concat([rest, bytes.subarray(end)]);
    if (rest.length > longestLineBytes) {
      checkLines(path, rest.subarray(0, longestLineBytes - 3), line, { whole: false });
      throw tooLong(path, line);
    }
  }
  if (bytesRead === 0) throw badFile(path, 1, "the file is empty, expected a header with client,date,amount");
  if (rest.length > 0) {
    checkLines(path, rest, line);
    yield { bytes: rest, line, bytesRead };
  }
}

/** Checks every line of a block and says how many there are. */
function checkLines(path: string, block: Buffer, firstLine: number, { whole } = { whole: true }): number {
  let line = firstLine;
  const text = !block.includes(0) && (!whole || isUtf8(block));
  for (let from = 0; from < block.length; line++) {
    const lineFeed = block.indexOf(10, from);
    const end = lineFeed < 0 ? block.length : lineFeed;
    if (!text) checkText(path, block.subarray(from, end), line);
    if (end - from > longestLineBytes) throw tooLong(path, line);
    from = end + 1;
  }
  return line - firstLine;
}

function checkText(path: string, bytes: Buffer, line: number): void {
  const zero = bytes.indexOf(0);
  if (zero >= 0)
    throw badFile(path, line, `byte ${zero + 1} is zero: this is not a text file, expected CSV in UTF-8`);
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

function withoutByteOrderMark(path: string, start: Buffer): Buffer {
  if ((start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff))
    throw badFile(path, 1, "the file is UTF-16; expected UTF-8, save it in that encoding");
  if (start.subarray(0, 4).equals(zipMark))
    throw badFile(
      path,
      1,
      "this is a workbook or an archive (ZIP); expected CSV, save the sheet as CSV in UTF-8",
    );
  return start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf ? start.subarray(3) : start;
}

const tooLong = (path: string, line: number) =>
  badFile(path, line, `the line is longer than ${longestLineBytes} bytes; expected one purchase a line`);

const reasons: Record<string, string> = {
  ENOENT: "no such file",
  EISDIR: "expected a CSV file, this is a folder",
  ENOTDIR: "no such file",
  EACCES: "not allowed to read it",
  EPERM: "not allowed to read it",
};

function unreadable(path: string, error: unknown): unknown {
  const reason = reasons[(error as NodeJS.ErrnoException).code ?? ""];
  return reason ? badFile(path, undefined, reason) : error;
}

/** A text file in any of the encodings people have, as blocks of whole lines, in bounded memory. */
import { open, type FileHandle } from "node:fs/promises";
import type { BroughtFile, Encoding } from "./inspect.ts";
import { badFile, unreadable } from "./text-file.ts";

/** `line` is the number of the first one, from 1. */
export interface DecodedLines {
  text: string;
  line: number;
  bytesRead: number;
}

const chunkBytes = 65_536;

/** So much of a file is held at once at most. */
export const longestTextLine = 1_048_576;

/** Throws DomainError `bad_file`. */
export async function* decodedLines(
  { path, name }: BroughtFile,
  encoding: Encoding,
): AsyncGenerator<DecodedLines> {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    const decoder = new TextDecoder(encoding);
    const buffer = Buffer.allocUnsafe(chunkBytes);
    let onlyReturns: boolean | undefined;
    let line = 1;
    let held = "";
    for (let totalRead = 0; ;) {
      const { bytesRead } = await file.read(buffer, 0, chunkBytes, null);
      totalRead += bytesRead;
      let text = held + decoder.decode(buffer.subarray(0, bytesRead), { stream: bytesRead > 0 });
      // Old programs of one maker end a line with CR alone.
      onlyReturns ??= text.includes("\r") && !text.includes("\n");
      if (onlyReturns) text = text.replaceAll("\r", "\n");
      const end = bytesRead === 0 ? text.length : text.lastIndexOf("\n") + 1;
      held = text.slice(end);
      if (end > 0) {
        const whole = text.slice(0, end);
        yield { text: whole, line, bytesRead: totalRead };
        line += count(whole);
      }
      if (held.length > longestTextLine)
        throw badFile(
          name,
          line,
          `the line is longer than ${longestTextLine} characters; expected one client a line`,
        );
      if (bytesRead === 0) return;
    }
  } catch (error) {
    throw unreadable(name, error);
  } finally {
    await file?.close();
  }
}

function count(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}

/**
 * A real SMTP server on this machine that keeps what it gets instead of passing it on: for the demo and for tests.
 * One .eml file a letter, named by a time-ordered id, so a listing of the folder is the list of letters.
 */
import { mkdirSync, readdirSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SMTPServer } from "smtp-server";
import type { AddressInfo } from "node:net";
import { newId } from "../../kernel/ids.ts";
import { readLetter, type KeptLetter } from "./read-letter.ts";

export interface Letterbox {
  /** What POVOD_SMTP_URL is set to, to have letters land here. */
  url: string;
  count(): number;
  /** Newest first, at most `limit`, those before the letter `before`. */
  list(page: { before?: string; limit: number }): Promise<KeptLetter[]>;
  letter(id: string): Promise<KeptLetter | undefined>;
  close(): Promise<void>;
}

const mostBytes = 5_000_000;

/** Keeps the newest `keep` letters in `folder`. `port` 0 takes any free one. */
export async function openLetterbox(options: {
  folder: string;
  port?: number;
  keep?: number;
}): Promise<Letterbox> {
  const { folder, port = 0, keep = 2_000 } = options;
  mkdirSync(folder, { recursive: true });
  const ids = readdirSync(folder)
    .filter((name) => /^[0-9a-f-]{36}\.eml$/.test(name))
    .map((name) => name.slice(0, -4))
    .sort();
  const pathOf = (id: string): string => join(folder, `${id}.eml`);
  const store = async (source: Buffer): Promise<void> => {
    const id = newId();
    await writeFile(`${pathOf(id)}.part`, source);
    await rename(`${pathOf(id)}.part`, pathOf(id));
    ids.push(id);
    const tooMany = ids.splice(0, Math.max(0, ids.length - keep));
    await Promise.all(tooMany.map((old) => rm(pathOf(old), { force: true })));
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    size: mostBytes,
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("error", done);
      stream.on("end", () => {
        if (stream.sizeExceeded) done(Object.assign(new Error("too large"), { responseCode: 552 }));
        else store(Buffer.concat(chunks)).then(() => done(), done);
      });
    },
  });
  // A client that hangs up is no trouble of ours.
  server.on("error", () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve());
  });
  const letter = async (id: string): Promise<KeptLetter | undefined> => {
    if (!ids.includes(id)) return undefined;
    const source = await readFile(pathOf(id)).catch(() => undefined);
    return source && readLetter(id, source);
  };
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    count: () => ids.length,
    async list({ before, limit }) {
      const older = before === undefined ? ids : ids.filter((id) => id < before);
      const page = older.slice(-limit).toReversed();
      return (await Promise.all(page.map(letter))).filter((found) => found !== undefined);
    },
    letter,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

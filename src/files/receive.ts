/** Keeps what comes in over the network in a temporary file while it is worked on. */
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { BroughtFile } from "./inspect.ts";
import { badFile } from "./text-file.ts";

/** The file is gone when `work` ends. Throws `bad_file` for one that is too large. */
export async function withReceived<Result>(
  content: Readable,
  { name, mostBytes }: { name: string; mostBytes: number },
  work: (file: BroughtFile) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "povod-file-"));
  try {
    const path = join(folder, "received");
    await pipeline(content, limited(name, mostBytes), createWriteStream(path, { flags: "wx", mode: 0o600 }));
    return await work({ path, name });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function limited(name: string, mostBytes: number) {
  return async function* (chunks: AsyncIterable<Buffer>) {
    let bytes = 0;
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > mostBytes)
        throw badFile(
          name,
          undefined,
          `the file is larger than ${mostBytes / 2 ** 20} MiB; use the command line`,
        );
      yield chunk;
    }
  };
}

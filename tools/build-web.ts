/** Builds the web app unless web/dist was made from exactly these sources: the second start must be quick. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const stamp = join(root, "web", "dist", "built-from");

/** The sources of the web app, what it shares with the server, and the versions of its packages. */
function hashOfSources(): string {
  const files = globSync(["web/**/*.*", "src/**/*contract.ts", "src/kernel/*.ts", "package-lock.json"], {
    cwd: root,
    exclude: ["web/dist/**"],
  });
  const hash = createHash("sha256");
  for (const file of files.map((name) => name.replaceAll("\\", "/")).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update("\0");
  }
  return hash.digest("hex");
}

const wanted = hashOfSources();
if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
  const vite = join(dirname(createRequire(import.meta.url).resolve("vite/package.json")), "bin", "vite.js");
  const { status } = spawnSync(process.execPath, [vite, "build", "web", "--logLevel", "warn"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
  });
  if (status === 0) {
    compress();
    writeFileSync(stamp, wanted);
  } else process.exitCode = status ?? 1;
}

/** Beside each file of text the same, packed as tightly as it goes: the server hands it out as it lies. */
function compress(): void {
  for (const name of globSync("web/dist/**/*.{js,css,html,svg}", { cwd: root })) {
    const file = join(root, name);
    const text = readFileSync(file);
    writeFileSync(`${file}.br`, brotliCompressSync(text));
    writeFileSync(`${file}.gz`, gzipSync(text, { level: 9 }));
  }
}

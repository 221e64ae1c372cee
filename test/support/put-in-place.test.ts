import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { putInPlace } from "./put-in-place.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "povod-place-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function make(name: string): Promise<string> {
  const made = join(folder, name);
  await mkdir(made);
  await writeFile(join(made, "by"), name);
  return made;
}

it("a folder that several runs have made at once is there once, and nothing is left of the others", async () => {
  const place = join(folder, "place");
  const runs = await Promise.all(["a", "b", "c", "d"].map(make));
  await Promise.all(runs.map((made) => putInPlace(made, place)));
  expect(await readdir(folder)).toEqual(["place"]);
  expect(["a", "b", "c", "d"]).toContain(await readFile(join(place, "by"), "utf8"));
});

it("a folder that was never made is an error", async () => {
  await expect(putInPlace(join(folder, "none"), join(folder, "place"))).rejects.toThrow(/ENOENT/);
});
